package dev.millrace.bench;

import dev.millrace.standalone.Installation;
import dev.millrace.standalone.processes.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Millrace in this process, in a folder and on ports of its own, used over HTTP as any other. */
final class OwnMillrace implements AutoCloseable {
    private static final String BOUNDARY = "millrace-bench";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final Installation installation;
    private final Map<String, String> headers;

    private OwnMillrace(Installation installation, Map<String, String> headers) {
        this.installation = installation;
        this.headers = headers;
    }

    /** The same Millrace as the workspace of this key sees it. */
    OwnMillrace as(String key) {
        return new OwnMillrace(installation, Map.of("X-API-Key", key));
    }

    static OwnMillrace start() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("MILLRACE_HOME", Files.createTempDirectory("bench").toString());
        for (String port : List.of(
                "AI_SERVICE_PORT", "MILLRACE_POSTGRES_PORT", "MILLRACE_TEMPORAL_PORT", "MILLRACE_TEMPORAL_UI_PORT")) {
            environment.put(port, Integer.toString(Ports.anyFree()));
        }
        return new OwnMillrace(Installation.start(environment, System.out::println), Map.of());
    }

    String temporal() {
        return Objects.requireNonNull(installation.properties().get("TEMPORAL_ADDRESS"));
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** Returns when the job has ended. */
    void follow(String job) throws IOException, InterruptedException {
        http.send(request(job + "/events").build(), BodyHandlers.discarding());
    }

    /** Uploads a data set; its id. */
    String upload(String name, String csv) throws IOException, InterruptedException {
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=";
        String body = part + "\"name\"\r\n\r\n" + name + "\r\n" + part + "\"file\"; filename=\"data.csv\"\r\n\r\n" + csv
                + "\r\n--" + BOUNDARY + "--\r\n";
        return send(request("/api/v1/datasets")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build())
                .get("id")
                .asString();
    }

    @Override
    public void close() {
        installation.close();
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(installation.address().resolve(path));
        headers.forEach(request::header);
        return request;
    }
}
