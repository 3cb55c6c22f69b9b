package dev.millrace.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks as much of OpenAI's chat protocol as the gateway is shown and measured with: repeats what it was told, calls the
 * first tool it is offered, streams by words, and answers "fail" with 500 and "too often" with 429. It computes nothing.
 */
public final class FakeOpenAi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(20);

    private final Duration thinking;

    private FakeOpenAi(Duration thinking) {
        this.thinking = thinking;
    }

    /** Arguments: the port, and the milliseconds that each answer takes. */
    public static void main(String[] args) throws IOException {
        start(Integer.parseInt(args[0]), Duration.ofMillis(Long.parseLong(args[1])));
    }

    static HttpServer start(int port, Duration thinking) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", new FakeOpenAi(thinking)::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            JsonNode last =
                    request.path("messages").get(request.path("messages").size() - 1);
            String text = text(last.path("content"));
            LockSupport.parkNanos(thinking.toNanos());
            switch (text) {
                case "fail" -> send(exchange, 500, Map.of("error", Map.of("message", "it failed")));
                case "too often" -> {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    send(exchange, 429, Map.of("error", Map.of("message", "not so fast")));
                }
                default -> {
                    boolean calls = request.has("tools")
                            && last.path("role").asString("").equals("user");
                    if (request.path("stream").booleanValue(false)) {
                        stream(exchange, said(request, text));
                    } else {
                        send(exchange, 200, completion(calls ? call(request) : message(said(request, text)), calls));
                    }
                }
            }
        }
    }

    private static String said(JsonNode request, String text) {
        return request.path("response_format").path("type").asString("").startsWith("json")
                ? "{\"said\": " + JSON.writeValueAsString(text) + "}"
                : "You said: " + text;
    }

    private static String text(JsonNode content) {
        return content.isString()
                ? content.asString()
                : content.path(0).path("text").asString("");
    }

    private static Map<String, Object> message(String text) {
        return Map.of("role", "assistant", "content", text);
    }

    private static Map<String, Object> call(JsonNode request) {
        String name = request.at("/tools/0/function/name").asString();
        Map<String, Object> function = Map.of("name", name, "arguments", "{\"city\": \"Graz\"}");
        return Map.of(
                "role",
                "assistant",
                "tool_calls",
                List.of(Map.of("id", "call_1", "type", "function", "function", function)));
    }

    private static Map<String, Object> completion(Map<String, Object> message, boolean calls) {
        Map<String, Object> choice =
                Map.of("index", 0, "message", message, "finish_reason", calls ? "tool_calls" : "stop");
        return Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                0,
                "model",
                "gpt-5-mini",
                "choices",
                List.of(choice),
                "usage",
                usage());
    }

    private static Map<String, Object> usage() {
        return Map.of("prompt_tokens", 20, "completion_tokens", 10, "total_tokens", 30);
    }

    private static void stream(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String word : text.split("(?<= )", -1)) {
            chunk(out, List.of(Map.of("index", 0, "delta", message(word))), null);
            LockSupport.parkNanos(BETWEEN_WORDS.toNanos());
        }
        chunk(out, List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop")), null);
        chunk(out, List.of(), usage());
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void chunk(OutputStream out, List<Object> choices, @Nullable Object usage) throws IOException {
        Map<String, Object> body = new HashMap<>(Map.of(
                "id", "chatcmpl-1",
                "object", "chat.completion.chunk",
                "created", 0,
                "model", "gpt-5-mini",
                "choices", choices));
        if (usage != null) {
            body.put("usage", usage);
        }
        out.write(("data: " + JSON.writeValueAsString(body) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
