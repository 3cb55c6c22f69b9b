package dev.millrace.security.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 100_000;

    private final List<Closeable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Closeable each : toClose) {
            each.close();
        }
    }

    @Test
    void sendsTheRequestAndReadsTheAnswer() throws IOException {
        LocalServer server = serve(LocalServer.answering("HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a: 2", "grüß dich"));

        OutboundAnswer answer = allowed()
                .send(
                        new OutboundCall(
                                "POST",
                                server.url("//a/%20b?c=d"),
                                Map.of("X-Name", "value"),
                                "Körper",
                                LONG,
                                MAX_BYTES,
                                true),
                        () -> {});

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("x-a", "1, 2");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("grüß dich");
        assertThat(answer.complete()).isTrue();
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("POST //a/%20b?c=d HTTP/1.1\r\n")
                .contains("X-Name: value\r\n", "Host: " + server.authority() + "\r\n", "User-Agent: Millrace/test\r\n")
                .endsWith("\r\n\r\nKörper");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
                "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://10.0.0.1/", "http://0.0.0.0/"
            })
    void refusesAddressesThatAreNotPublic(String url) {
        assertThatThrownBy(() -> get(outbound("", InetAddress::getAllByName), url))
                .satisfies(OutboundIT::isRefused);
    }

    @Test
    void connectsToTheAddressThatWasLookedAtAndLooksAgainForEveryCall() throws IOException {
        LocalServer server = serve(LocalServer.answering("HTTP/1.1 200 OK", "here"));
        AtomicInteger asked = new AtomicInteger();
        Outbound outbound = outbound("rebinding.example", host -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        });
        String url = "http://rebinding.example:" + server.port() + "/";

        assertThat(get(outbound, url).status()).isEqualTo(200);
        assertThat(asked).as("no second look-up whose answer could differ").hasValue(1);
        assertThat(get(outbound, url).status()).isEqualTo(200);
        assertThat(asked).as("no connection is left over from the first call").hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:1/",
                "http://2852039166/",
                "ftp://example.com/",
                "http://user@example.com/",
                "//10.0.0.1/"
            })
    void refusesARedirectToWhatIsNeverCalled(String location) throws IOException {
        LocalServer server = serve(redirectingTo(location));

        assertThatThrownBy(() -> get(allowed(), server.url("/"))).satisfies(OutboundIT::isRefused);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void followsFiveRedirectsAndNoMore() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> {
            int step = Integer.parseInt(request.substring(5, request.indexOf(' ', 5)));
            write(out, step == 0 ? "HTTP/1.1 200 OK\r\n\r\nthere" : redirect("302 Found", "/" + (step - 1)));
        }));

        assertThat(get(allowed(), server.url("/5")).body()).asString().isEqualTo("there");
        assertThatThrownBy(() -> get(allowed(), server.url("/1000")))
                .satisfies(OutboundIT::isRefused)
                .hasMessageContaining("more than 5 redirects");
        assertThat(server.requests()).hasSize(12);
    }

    @Test
    void givesARedirectAsTheAnswerWhereNoneIsWanted() throws IOException {
        LocalServer server = serve(redirectingTo("http://169.254.169.254/"));

        OutboundCall call = new OutboundCall("GET", server.url("/"), Map.of(), null, LONG, 1_000, false);

        assertThat(allowed().send(call, () -> {}).status()).isEqualTo(302);
    }

    @Test
    void leavesCredentialsAtTheHostThatTheyAreMeantFor() throws IOException {
        try (LocalServer other = LocalServer.answering("HTTP/1.1 200 OK", "there")) {
            LocalServer first = serve(redirectingTo(other.url("/")));

            send("GET", first, Map.of("Authorization", "Bearer a", "X-Own-Secret", "b", "Accept", "text/plain"));

            assertThat(first.requests().getFirst()).contains("Authorization: Bearer a", "X-Own-Secret: b");
            assertThat(other.requests())
                    .singleElement()
                    .asString()
                    .contains("Accept: text/plain", "Host: " + other.authority())
                    .doesNotContain("Bearer", "X-Own-Secret");
        }
    }

    @Test
    void keepsCredentialsWithinTheSameHost() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> write(
                out,
                request.startsWith("GET /there")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                        : redirect("302 Found", "/there"))));

        send("GET", server, Map.of("Authorization", "Bearer a"));

        assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains("Bearer a"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 301 Moved, GET",
        "POST, 302 Found, GET",
        "PUT, 303 See Other, GET",
        "POST, 307 Again, POST",
        "PUT, 308 Moved, PUT",
        "HEAD, 303 See Other, HEAD"
    })
    void asksAgainByTheMethodThatTheStatusCallsFor(String method, String status, String then) throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> write(
                out,
                request.contains(" /there ")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                        : redirect(status, "/there"))));

        send(method, server, Map.of());

        assertThat(server.requests().getLast()).startsWith(then + " /there ");
        assertThat(server.requests().getLast().endsWith("body")).isEqualTo(!then.equals("GET") && !then.equals("HEAD"));
    }

    @Test
    void doesNotHandABodyToAnotherHost() throws IOException {
        try (LocalServer other = LocalServer.answering("HTTP/1.1 200 OK", "there")) {
            LocalServer first =
                    serve(LocalServer.of((request, out) -> write(out, redirect("307 Again", other.url("/")))));

            assertThatThrownBy(() -> send("POST", first, Map.of())).satisfies(OutboundIT::isRefused);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void readsNoMoreOfAnEndlessAnswerThanIsWanted() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(out, "a\r\n0123456789\r\n");
            }
        }));

        OutboundAnswer answer = get(allowed(), server.url("/"));

        assertThat(answer.complete()).isFalse();
        assertThat(answer.body()).hasSize(MAX_BYTES);
    }

    @Test
    void countsWhatADecompressedAnswerHolds() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(megabyte);
            }
        }
        LocalServer server = serve(LocalServer.of((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            bomb.writeTo(out);
        }));

        OutboundAnswer answer = get(allowed(), server.url("/"));

        assertThat(answer.complete()).isFalse();
        assertThat(answer.body()).hasSize(MAX_BYTES);
    }

    @Test
    void endsACallWhoseAnswerDripsForever() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            dripUntilTheClientHasGone(out);
        }));

        assertThatThrownBy(() -> getWithin(Duration.ofMillis(300), server))
                .satisfies(OutboundIT::isUpstreamFailure)
                .hasMessageContaining("within PT0.3S");
    }

    @Test
    void endsACallWhoseHeadersDripForever() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
            dripUntilTheClientHasGone(out);
        }));

        assertThatThrownBy(() -> getWithin(Duration.ofMillis(300), server)).satisfies(OutboundIT::isUpstreamFailure);
    }

    @Test
    void endsACallThatIsAnsweredByPromisesForever() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> {
            while (true) {
                write(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
            }
        }));

        assertThatThrownBy(() -> getWithin(Duration.ofMillis(300), server)).satisfies(OutboundIT::isUpstreamFailure);
    }

    @Test
    void stopsWhenTheStepIsCancelled() throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> dripUntilTheClientHasGone(out)));
        Runnable cancelled = () -> {
            if (!server.requests().isEmpty()) {
                throw new CancellationException("cancelled");
            }
        };

        assertThatThrownBy(() -> allowed().send(getOf(server.url("/"), LONG), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
                "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nplain",
                "HTTP/1.1 200 OK\r\nX-",
                "not HTTP\r\n\r\n",
                ""
            })
    void takesABrokenAnswerForAFailureOfTheService(String answer) throws IOException {
        LocalServer server = serve(LocalServer.of((request, out) -> write(out, answer)));

        assertThatThrownBy(() -> get(allowed(), server.url("/"))).satisfies(OutboundIT::isUpstreamFailure);
    }

    @Test
    void refusesHeadersThatAreTooLargeOrTooMany() throws IOException {
        String large = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
        String many = "HTTP/1.1 200 OK\r\n" + "X: x\r\n".repeat(1_000) + "\r\n";
        LocalServer server =
                serve(LocalServer.of((request, out) -> write(out, request.startsWith("GET /large") ? large : many)));

        assertThatThrownBy(() -> get(allowed(), server.url("/large")))
                .satisfies(OutboundIT::isUpstreamFailure)
                .hasMessageContaining("headers are larger");
        assertThatThrownBy(() -> get(allowed(), server.url("/many")))
                .satisfies(OutboundIT::isUpstreamFailure)
                .hasMessageContaining("headers are larger");
    }

    @Test
    void takesALostOrRefusedConnectionForAFailureOfTheService() throws IOException {
        LocalServer server = serve(LocalServer.resetting());

        assertThatThrownBy(() -> get(allowed(), server.url("/"))).satisfies(OutboundIT::isUpstreamFailure);
        server.close();
        assertThatThrownBy(() -> get(allowed(), server.url("/")))
                .satisfies(OutboundIT::isUpstreamFailure)
                .hasMessageContaining("refused");
    }

    @Test
    void takesAnUnknownNameForAFailureThatMayPass() {
        Outbound outbound = outbound("", host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> get(outbound, "http://nowhere.example/"))
                .satisfies(OutboundIT::isUpstreamFailure)
                .hasMessageContaining("nowhere.example cannot be resolved");
    }

    private Outbound allowed() {
        return outbound("127.0.0.1", InetAddress::getAllByName);
    }

    private Outbound outbound(String allowed, GuardedResolver.Lookup lookup) {
        Outbound made = new Outbound(new GuardedResolver(lookup, AllowedHosts.of(allowed)), "Millrace/test");
        toClose.add(made);
        return made;
    }

    private LocalServer serve(LocalServer server) {
        toClose.add(server);
        return server;
    }

    private OutboundAnswer getWithin(Duration timeout, LocalServer server) {
        return allowed().send(getOf(server.url("/"), timeout), () -> {});
    }

    private OutboundAnswer send(String method, LocalServer server, Map<String, String> headers) {
        String body = method.equals("GET") || method.equals("HEAD") ? null : "body";
        return allowed()
                .send(new OutboundCall(method, server.url("/"), headers, body, LONG, MAX_BYTES, true), () -> {});
    }

    private static OutboundAnswer get(Outbound outbound, String url) {
        return outbound.send(getOf(url, LONG), () -> {});
    }

    private static OutboundCall getOf(String url, Duration timeout) {
        return new OutboundCall("GET", url, Map.of(), null, timeout, MAX_BYTES, true);
    }

    private static LocalServer redirectingTo(String location) throws IOException {
        return LocalServer.of((request, out) -> write(out, redirect("302 Found", location)));
    }

    private static String redirect(String status, String location) {
        return "HTTP/1.1 " + status + "\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static void dripUntilTheClientHasGone(OutputStream out) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try {
            do {
                write(out, ".");
            } while (!never.await(20, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void isRefused(Throwable thrown) {
        isA(ProblemType.ADDRESS_REFUSED, thrown);
    }

    private static void isUpstreamFailure(Throwable thrown) {
        isA(ProblemType.UPSTREAM_FAILED, thrown);
    }

    private static void isA(ProblemType type, Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
