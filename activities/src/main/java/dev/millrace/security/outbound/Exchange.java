package dev.millrace.security.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** One request and its answer, over a connection of its own, which nobody waits for once it is cancelled. */
final class Exchange implements Callable<OutboundAnswer> {
    private final HttpClient client;
    private final HttpHost target;
    private final HttpUriRequestBase request;
    private final int maxBytes;

    Exchange(HttpClient client, HttpHost target, HttpUriRequestBase request, int maxBytes) {
        this.client = client;
        this.target = target;
        this.request = request;
        this.maxBytes = maxBytes;
    }

    @Override
    public OutboundAnswer call() throws IOException {
        ClassicHttpResponse response = client.executeOpen(target, request, null);
        try {
            byte[] start = start(response.getEntity());
            boolean complete = start.length <= maxBytes;
            return new OutboundAnswer(
                    response.getCode(),
                    headers(response.getHeaders()),
                    complete ? start : Arrays.copyOf(start, maxBytes),
                    complete);
        } finally {
            // First, since a response that is closed alone is read to its end.
            cancel();
            Closer.closeQuietly(response);
        }
    }

    /** Closes the connection, whatever it is doing. */
    void cancel() {
        request.cancel();
    }

    /** One byte more than is wanted, if there are as many. */
    private byte[] start(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream content = entity.getContent();
        return content == null ? new byte[0] : content.readNBytes(maxBytes + 1);
    }

    private static Map<String, String> headers(Header[] headers) {
        Map<String, String> byName = new TreeMap<>();
        for (Header header : headers) {
            byName.merge(header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        return byName;
    }
}
