package dev.millrace.security.outbound;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Every call that users have Millrace make to the outside goes through here: to public addresses only (and to the hosts
 * that the configuration allows), with redirects looked at like first requests, and within limits of size and time. It
 * never tries again by itself. Thread-safe.
 */
public final class Outbound implements Closeable {
    private static final long LOOK_NS = Duration.ofMillis(200).toNanos();

    private final CloseableHttpClient client;
    private final String userAgent;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("outbound-", 0).daemon().factory());

    Outbound(GuardedResolver resolver, String userAgent) {
        this.client = Clients.create(resolver);
        this.userAgent = userAgent;
    }

    /**
     * Sends it and reads the answer, of any status.
     *
     * @param goOn asked again and again meanwhile; what it throws ends the call
     * @throws Problem ADDRESS_REFUSED for what is never called, INVALID for what is no URL, UPSTREAM_FAILED when no
     *     complete answer came in time
     */
    public OutboundAnswer send(OutboundCall call, Runnable goOn) {
        long deadline = System.nanoTime() + call.timeout().toNanos();
        Redirects.Hop hop = new Redirects.Hop(Destination.of(call.url()), call.method(), call.headers(), call.body());
        for (int redirects = 0; redirects <= Redirects.MOST; redirects++) {
            OutboundAnswer answer = exchange(hop, call, deadline, goOn);
            Optional<Redirects.Hop> next = call.followsRedirects() ? Redirects.next(hop, answer) : Optional.empty();
            if (next.isEmpty()) {
                return answer;
            }
            hop = next.get();
        }
        throw new Problem(
                ProblemType.ADDRESS_REFUSED,
                "more than " + Redirects.MOST + " redirects, the last to "
                        + hop.to().shown());
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }

    private OutboundAnswer exchange(Redirects.Hop hop, OutboundCall call, long deadline, Runnable goOn) {
        Destination to = hop.to();
        Exchange exchange =
                new Exchange(client, new HttpHost(to.scheme(), to.host(), to.port()), request(hop), call.maxBytes());
        Future<OutboundAnswer> answer = threads.submit(exchange);
        try {
            return await(answer, deadline, goOn);
        } catch (TimeoutException e) {
            throw new Problem(
                    ProblemType.UPSTREAM_FAILED, to.shown() + " has not answered completely within " + call.timeout());
        } catch (ExecutionException e) {
            throw Failures.of(to, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.UNAVAILABLE, "interrupted while waiting for " + to.shown());
        } finally {
            exchange.cancel();
        }
    }

    private static OutboundAnswer await(Future<OutboundAnswer> answer, long deadline, Runnable goOn)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            goOn.run();
            long left = deadline - System.nanoTime();
            try {
                return answer.get(Math.clamp(left, 0, LOOK_NS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException notYet) {
                if (left <= LOOK_NS) {
                    throw notYet;
                }
            }
        }
    }

    private HttpUriRequestBase request(Redirects.Hop hop) {
        HttpUriRequestBase request =
                new HttpUriRequestBase(hop.method(), hop.to().uri());
        request.setHeader("User-Agent", userAgent);
        request.setHeader("Connection", "close");
        hop.headers().forEach(request::setHeader);
        if (hop.body() != null) {
            request.setEntity(new ByteArrayEntity(hop.body().getBytes(StandardCharsets.UTF_8), null));
        }
        return request;
    }
}
