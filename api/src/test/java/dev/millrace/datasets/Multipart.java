package dev.millrace.datasets;

import dev.millrace.Http;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A multipart body, part by part, and where to send it. */
public final class Multipart {
    private static final String BOUNDARY = "the-boundary";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Multipart text(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart file(byte[] content) {
        return part("name=\"file\"; filename=\"data.csv\"", content);
    }

    private Multipart part(String disposition, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    public Http.Answer sendTo(Http http) {
        write("--" + BOUNDARY + "--\r\n");
        return send(http, "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** As it is, without its end. */
    Http.Answer send(Http http, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + http.port() + "/api/v1/datasets"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (http.key() != null) {
            request.header("X-API-Key", http.key());
        }
        return Http.send(request.build());
    }
}
