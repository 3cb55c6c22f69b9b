package dev.millrace.pipelines.steps;

import dev.millrace.problems.Problem;
import dev.millrace.security.outbound.OutboundCall;
import dev.millrace.tenancy.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an http step is given. {@code expectStatus}, when empty, stands for 200 to 299. */
record HttpWith(
        String method,
        String url,
        Map<String, JsonNode> headers,
        Map<String, JsonNode> query,
        @Nullable JsonNode json,
        @Nullable String body,
        Duration timeout,
        Integer maxBytes,
        Set<Integer> expectStatus,
        Boolean binary) {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final int USUAL_MAX_BYTES = 1_000_000;
    private static final int MOST_MAX_BYTES = 10_000_000;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    HttpWith {
        method = method == null ? "GET" : method;
        headers = headers == null ? Map.of() : headers;
        query = query == null ? Map.of() : query;
        timeout = StepTimeout.checked(timeout == null ? USUAL_TIMEOUT : timeout);
        maxBytes = maxBytes == null ? USUAL_MAX_BYTES : maxBytes;
        expectStatus = expectStatus == null ? Set.of() : Set.copyOf(expectStatus);
        binary = binary != null && binary;
        if (url == null) {
            throw Problem.invalid("/url", "url is missing");
        }
        if (maxBytes < 1 || maxBytes > MOST_MAX_BYTES) {
            throw Problem.invalid("/max_bytes", "max_bytes must be 1 to " + MOST_MAX_BYTES);
        }
        if (json != null && body != null) {
            throw Problem.invalid("/body", "json and body exclude each other");
        }
        if (WITHOUT_BODY.contains(method) && (json != null || body != null)) {
            throw Problem.invalid("/method", method + " sends no body; leave out json and body, or use POST");
        }
    }

    /** With the headers that are Millrace's to give, unless the user gave others. */
    OutboundCall call(StepContext step) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(TraceParent.of(step.key()));
        all.put("Idempotency-Key", step.key());
        all.put("Accept", "application/json, text/*;q=0.9, */*;q=0.5");
        if (json != null || body != null) {
            all.put("Content-Type", json != null ? "application/json" : "text/plain; charset=utf-8");
        }
        headers.forEach((name, value) -> values(value).forEach(one -> all.put(name, text("/headers/" + name, one))));
        String sent = json == null ? body : Json.write(json);
        return new OutboundCall(method, withQuery(), all, sent, timeout, maxBytes, !expectsRedirect());
    }

    boolean expects(int status) {
        return expectStatus.isEmpty() ? status >= 200 && status <= 299 : expectStatus.contains(status);
    }

    /** For reports and reasons. */
    String request() {
        return method + " " + Masked.withoutQuery(url);
    }

    private boolean expectsRedirect() {
        return expectStatus.stream().anyMatch(status -> status >= 300 && status <= 399);
    }

    private String withQuery() {
        String more = query.entrySet().stream()
                .flatMap(parameter -> values(parameter.getValue())
                        .map(value -> encoded(parameter.getKey()) + "="
                                + encoded(text("/query/" + parameter.getKey(), value))))
                .collect(Collectors.joining("&"));
        String bare = url.replaceFirst("#.*", "");
        return more.isEmpty() ? bare : bare + (bare.indexOf('?') < 0 ? "?" : "&") + more;
    }

    private static Stream<JsonNode> values(JsonNode value) {
        return value.isNull() ? Stream.of() : value.isArray() ? value.valueStream() : Stream.of(value);
    }

    private static String text(String pointer, JsonNode value) {
        if (!value.isValueNode()) {
            throw Problem.invalid(pointer, "the value must be a string, a number, true or false");
        }
        return value.asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
