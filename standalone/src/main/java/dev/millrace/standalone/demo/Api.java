package dev.millrace.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as a client sees it. Prints each call before it is sent. */
final class Api {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final HttpClient http;
    private final PrintStream out;

    Api(URI base, HttpClient http, PrintStream out) {
        this.base = base;
        this.http = http;
        this.out = out;
    }

    JsonNode get(String path) {
        return JSON.readTree(text("GET", path));
    }

    String text(String method, String path) {
        out.println("\n> " + method + " " + path);
        return send(request(path).method(method, BodyPublishers.noBody()).build());
    }

    JsonNode post(String path, Map<String, ?> body) {
        String json = JSON.writeValueAsString(body);
        out.println("\n> POST " + path + "\n  " + shortened(json));
        return JSON.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build()));
    }

    /** Sends JSON Lines. */
    JsonNode lines(String path, String lines) {
        out.println("\n> POST " + path + "  (" + lines.lines().count() + " JSON lines)");
        return JSON.readTree(send(request(path)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build()));
    }

    JsonNode upload(String path, String name, String fileName, byte[] content) {
        out.println("\n> POST " + path + "  (multipart: name=" + name + ", file=" + fileName + ")");
        String boundary = "millrace-demo-7d93b1";
        String head = """
                --%1$s\r
                Content-Disposition: form-data; name="name"\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%3$s"\r
                Content-Type: text/csv\r
                \r
                """.formatted(boundary, name, fileName);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return JSON.readTree(send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)
                .build()));
    }

    /** Reads a stream of server-sent events to its end: each event's type and data. */
    void follow(String path, BiConsumer<String, JsonNode> onEvent) {
        out.println("\n> GET " + path + "  (server-sent events)");
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Accept", "text/event-stream")
                .build();
        try (var lines = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            String type = "message";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    type = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    onEvent.accept(type, JSON.readTree(line.substring("data:".length())));
                }
            }
        } catch (IOException e) {
            throw new DemoFailed("the event stream broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Follows the job's events until it ends, and answers its last state. */
    JsonNode finished(String path) {
        follow(path + "/events", new EventLines(out)::print);
        JsonNode job = get(path);
        String status = job.path("status").asString();
        if (!status.equals("completed")) {
            throw new DemoFailed("the job is " + status + ": " + job.path("error"));
        }
        return job;
    }

    /** A JSON object, in this order. */
    static Map<String, Object> body(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new DemoFailed(request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": "
                        + answer.body());
            }
            out.println("< " + answer.statusCode());
            return answer.body();
        } catch (IOException e) {
            throw new DemoFailed(
                    "Millrace does not answer on " + base
                            + ". Start it with ./millrace up, or name its port with --port.",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static DemoFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DemoFailed("interrupted", e);
    }

    private static String shortened(String json) {
        return json.length() <= 220 ? json : json.substring(0, 200) + " ... (" + json.length() + " characters)";
    }
}
