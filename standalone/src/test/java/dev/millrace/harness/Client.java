package dev.millrace.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small client of the HTTP API. Answers are returned whatever their status is; {@link Answer#json} insists on success. */
public final class Client {
    static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BOUNDARY = "millrace-test-boundary";
    // One for all: each would bring its own selector thread.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI base;
    private final Map<String, String> headers;

    Client(URI base) {
        this(base, Map.of());
    }

    private Client(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** The same client with these headers instead of its own on every request. */
    public Client with(Map<String, String> others) {
        return new Client(base, Map.copyOf(others));
    }

    public Client withApiKey(String key) {
        return with(Map.of("X-API-Key", key));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    /** Sends text as it is, such as a workflow in YAML. */
    public Answer post(String path, String contentType, String text) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(text)));
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    /** Uploads a CSV text as a data set. */
    public Answer upload(String name, String csv) {
        return upload(name, name + ".csv", BodyPublishers.ofString(csv));
    }

    /** Uploads a file as a data set, streaming it. */
    public Answer upload(String name, Path file) throws IOException {
        return upload(name, file.getFileName().toString(), BodyPublishers.ofFile(file));
    }

    private Answer upload(String name, String fileName, BodyPublisher content) {
        String head = """
                --%1$s\r
                Content-Disposition: form-data; name="name"\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%3$s"\r
                Content-Type: application/octet-stream\r
                \r
                """.formatted(BOUNDARY, name, fileName);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head), content, BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        return send(request("/api/v1/datasets")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
    }

    /** Waits until the job at this path is in one of the three final states, and answers it as it is then. */
    public JsonNode finished(String path) {
        return await("a final state of " + path)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> get(path).json(),
                        job -> FINAL.contains(job.path("status").asString()));
    }

    /** Whether the server is up and says that it can work. */
    boolean isReady() {
        try {
            return get("/ready").status() == 200;
        } catch (UncheckedIOException down) {
            return false;
        }
    }

    private Answer send(String method, String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
