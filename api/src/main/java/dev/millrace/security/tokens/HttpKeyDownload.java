package dev.millrace.security.tokens;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/** Downloads over the client for addresses that the operator has configured. */
final class HttpKeyDownload implements KeyDownload {
    private static final int LARGEST = 512 * 1024;
    private static final int BUFFER = 8 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final RequestConfig WAITS = RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(LONGEST))
            .setResponseTimeout(Timeout.of(LONGEST))
            .build();

    private final HttpClient client;

    HttpKeyDownload(HttpClient client) {
        this.client = client;
    }

    @Override
    public byte[] get(String url) throws IOException {
        HttpGet request;
        try {
            request = new HttpGet(url);
        } catch (IllegalArgumentException e) {
            throw new IOException("no URL: " + url, e);
        }
        request.setConfig(WAITS);
        request.setHeader("Accept", "application/json, application/jwk-set+json");
        return client.execute(request, response -> body(url, response));
    }

    private static byte[] body(String url, ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200 || response.getEntity() == null) {
            throw new IOException(url + " answers " + response.getCode());
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream content = response.getEntity().getContent()) {
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                body.write(buffer, 0, read);
                if (body.size() > LARGEST || System.nanoTime() > deadline) {
                    throw new IOException(url + " answers too much, or too slowly");
                }
            }
        }
        return body.toByteArray();
    }
}
