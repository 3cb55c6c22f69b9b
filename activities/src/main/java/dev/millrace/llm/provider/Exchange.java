package dev.millrace.llm.provider;

import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.security.outbound.LiveClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** One request to a provider and its answer, which another thread may end at any time. */
final class Exchange {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_ERROR_BYTES = 64 << 10;

    private final CloseableHttpClient client;
    private final Protocol protocol;
    private final Clock clock;
    private volatile @Nullable HttpUriRequestBase request;
    private volatile @Nullable ProviderFailure failure;
    private volatile boolean cancelled;

    Exchange(CloseableHttpClient client, Protocol protocol, Clock clock) {
        this.client = client;
        this.protocol = protocol;
        this.clock = clock;
    }

    /** Whether a request has gone out, so that what fails afterwards is about the answer. */
    boolean sent() {
        return request != null;
    }

    /** What was wrong with the answer, whatever langchain4j has made of it. */
    Optional<ProviderFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Closes the connection, whatever it is doing. */
    void cancel() {
        cancelled = true;
        HttpUriRequestBase current = request;
        if (current != null) {
            current.cancel();
        }
    }

    SuccessfulHttpResponse whole(HttpRequest wanted) {
        return send(wanted, response -> {
            byte[] body = body(response, MOST_BYTES);
            if (body.length > MOST_BYTES) {
                throw remember(tooLarge());
            }
            protocol.objection(new String(body, StandardCharsets.UTF_8)).ifPresent(objection -> {
                throw remember(objection);
            });
            return success(response, body);
        });
    }

    void stream(HttpRequest wanted, ServerSentEventParser parser, ServerSentEventListener listener) {
        Watch watch = new Watch(protocol, listener);
        send(wanted, response -> {
            SuccessfulHttpResponse success = success(response, null);
            listener.onOpen(success);
            HttpEntity entity = response.getEntity();
            InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
            parser.parse(new BoundedStream(content, MOST_BYTES, Exchange::tooLarge), watch);
            watch.failure().ifPresent(this::remember);
            return success;
        });
        if (failure == null) {
            listener.onClose();
        }
    }

    private SuccessfulHttpResponse send(HttpRequest wanted, Reading reading) {
        HttpUriRequestBase sent = request(wanted);
        request = sent;
        if (cancelled) {
            throw remember(new ProviderFailure(Kind.UNAVAILABLE, "the call was ended", null, null));
        }
        ClassicHttpResponse response = null;
        boolean finished = false;
        try {
            response = client.executeOpen(LiveClients.target(wanted.url()), sent, null);
            if (response.getCode() < 200 || response.getCode() > 299) {
                throw remember(refusal(response));
            }
            SuccessfulHttpResponse read = reading.read(response);
            finished = failure == null;
            return read;
        } catch (IOException e) {
            throw remember(Breaks.of(e));
        } finally {
            if (!finished) {
                // A response that is closed alone is read to its end.
                sent.cancel();
            }
            Closer.closeQuietly(response);
        }
    }

    private static HttpUriRequestBase request(HttpRequest wanted) {
        HttpUriRequestBase request = new HttpUriRequestBase(wanted.method().name(), URI.create(wanted.url()));
        request.setHeader("Accept-Encoding", "identity");
        wanted.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        if (wanted.body() != null) {
            request.removeHeaders("Content-Type");
            request.setEntity(new StringEntity(wanted.body(), ContentType.APPLICATION_JSON));
        }
        return request;
    }

    private ProviderFailure refusal(ClassicHttpResponse response) throws IOException {
        byte[] start = body(response, MOST_ERROR_BYTES);
        String body = new String(start, 0, Math.min(start.length, MOST_ERROR_BYTES), StandardCharsets.UTF_8);
        return Refusals.of(
                response.getCode(),
                body,
                RetryAfter.of(header(response, "retry-after-ms"), header(response, "retry-after"), body, clock)
                        .orElse(null));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static byte[] body(ClassicHttpResponse response, int most) throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        return content == null ? new byte[0] : content.readNBytes(most + 1);
    }

    private static SuccessfulHttpResponse success(ClassicHttpResponse response, byte @Nullable [] body) {
        Map<String, List<String>> headers = Arrays.stream(response.getHeaders())
                .collect(Collectors.groupingBy(
                        Header::getName, Collectors.mapping(Header::getValue, Collectors.toList())));
        return SuccessfulHttpResponse.builder()
                .statusCode(response.getCode())
                .headers(headers)
                .body(body)
                .build();
    }

    private ProviderFailure remember(ProviderFailure broken) {
        failure = broken;
        return broken;
    }

    private static ProviderFailure tooLarge() {
        return new ProviderFailure(
                Kind.BAD_ANSWER, "the answer is larger than " + (MOST_BYTES >> 20) + " MB", null, null);
    }

    /** What is done with an answer of success. */
    @FunctionalInterface
    private interface Reading {
        SuccessfulHttpResponse read(ClassicHttpResponse response) throws IOException;
    }
}
