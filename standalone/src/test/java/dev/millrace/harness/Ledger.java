package dev.millrace.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A service with side effects, as careful services are: what has the same Idempotency-Key is done once. Answers
 * {@code {"id": …}} to everything, except where it was told to refuse.
 */
public final class Ledger implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> effects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    private Ledger(HttpServer server) {
        this.server = server;
    }

    public static Ledger open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            Ledger ledger = new Ledger(server);
            server.createContext("/", ledger::answer);
            server.start();
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on this method and path are answered with that status. */
    public void refuse(String methodAndPath, int status) {
        refusals.put(methodAndPath, status);
    }

    /** What was done, {@code POST /charges}, in no order; each as often as it was really done. */
    public List<String> effects() {
        return List.copyOf(effects.values());
    }

    /** Every request, in the order in which they came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            requests.add(what);
            Integer refusal = refusals.get(what);
            if (refusal == null) {
                String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                effects.putIfAbsent(key == null ? what + "#" + requests.size() : key, what);
            }
            byte[] body = "{\"id\": \"%s\"}"
                    .formatted(what.replace(' ', '-').replace('/', '-'))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(refusal == null ? 200 : refusal, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
