package dev.millrace.pipelines.steps;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.outbound.OutboundCall;
import dev.millrace.tenancy.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/** The {@code with} of an http step. No {@code expected} status: every one from 200 to 299 is. */
record HttpRequest(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        Duration timeout,
        int maxBytes,
        Set<Integer> statuses,
        boolean binary) {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final int USUAL_MAX_BYTES = 1_000_000;

    /** @throws Problem INVALID for what no request can be made of */
    static HttpRequest of(JsonNode with) {
        try {
            return read(with);
        } catch (JsonNodeException e) {
            throw new Problem(ProblemType.INVALID, "a value in with is of a wrong type: " + e.getOriginalMessage());
        }
    }

    private static HttpRequest read(JsonNode with) {
        String method = with.path("method").asString("GET");
        boolean hasBody = with.has("json") || with.has("body");
        if (hasBody && (method.equals("GET") || method.equals("HEAD"))) {
            throw new Problem(ProblemType.INVALID, method + " sends no body; leave out json and body");
        }
        if (with.has("json") && with.has("body")) {
            throw new Problem(ProblemType.INVALID, "json and body exclude each other");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        with.path("headers").properties().forEach(header -> add(headers, header));
        headers.putIfAbsent("Accept", "application/json, text/*;q=0.9, */*;q=0.5");
        if (hasBody) {
            headers.putIfAbsent("Content-Type", with.has("json") ? "application/json" : "text/plain; charset=utf-8");
        }
        return new HttpRequest(
                method,
                withQuery(StepValues.text(with, "url"), with.path("query")),
                headers,
                body(with),
                StepValues.duration(with, "timeout", USUAL_TIMEOUT),
                with.path("max_bytes").asInt(USUAL_MAX_BYTES),
                with.path("expect_status").valueStream().map(JsonNode::asInt).collect(Collectors.toUnmodifiableSet()),
                with.path("binary").asBoolean(false));
    }

    /** With the headers that are Millrace's to give, unless the user gave others. */
    OutboundCall call(StepContext step) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(TraceParent.of(step.key()));
        all.put("Idempotency-Key", step.key());
        all.putAll(headers);
        return new OutboundCall(method, url, all, body, timeout, maxBytes, !expectsRedirect());
    }

    IntPredicate expected() {
        return statuses.isEmpty() ? status -> status >= 200 && status <= 299 : statuses::contains;
    }

    String shown() {
        return method + " " + Masked.withoutQuery(url);
    }

    private boolean expectsRedirect() {
        return statuses.stream().anyMatch(status -> status >= 300 && status <= 399);
    }

    private static @Nullable String body(JsonNode with) {
        return with.has("json")
                ? Json.write(with.path("json"))
                : with.has("body") ? with.path("body").asString() : null;
    }

    private static void add(Map<String, String> headers, Map.Entry<String, JsonNode> header) {
        if (!header.getValue().isNull()) {
            headers.put(header.getKey(), header.getValue().asString());
        }
    }

    private static String withQuery(String url, JsonNode query) {
        String more = query.properties().stream()
                .flatMap(parameter -> values(parameter.getValue())
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value.asString())))
                .collect(Collectors.joining("&"));
        String bare = url.replaceFirst("#.*", "");
        return more.isEmpty() ? bare : bare + (bare.indexOf('?') < 0 ? "?" : "&") + more;
    }

    private static Stream<JsonNode> values(JsonNode value) {
        return value.isNull() ? Stream.of() : value.isArray() ? value.valueStream() : Stream.of(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
