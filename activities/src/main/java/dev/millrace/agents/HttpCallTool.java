package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.millrace.agents.AgentDefinition.HttpTool;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.OutboundAnswer;
import dev.millrace.security.outbound.OutboundCall;
import dev.millrace.tenancy.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool that an agent's definition describes as a call over HTTP. The service is told a second attempt from a second call. */
record HttpCallTool(HttpTool defined, Outbound outbound) implements Tool {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 1_000_000;
    private static final int EXCERPT = 500;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_]{1,64})}");
    private static final Pattern FIXED_HOST = Pattern.compile("https?://[^/?#{}]+([/?].*)?");

    @Override
    public ToolSpecification specification() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("name", defined.name()).put("description", defined.description());
        json.set("parameters", defined.parameters());
        return ToolSpecification.fromJson(Json.write(json));
    }

    @Override
    public JsonNode schema() {
        return defined.parameters();
    }

    @Override
    public Role needs() {
        return defined.method().equals("GET") ? Role.VIEWER : Role.OPERATOR;
    }

    @Override
    public String use(ToolContext context, JsonNode arguments) {
        ObjectNode left = arguments instanceof ObjectNode object
                ? object.deepCopy()
                : Json.mapper().createObjectNode();
        String url = url(left);
        boolean inQuery = WITHOUT_BODY.contains(defined.method());
        OutboundCall call = new OutboundCall(
                defined.method(),
                inQuery ? withQuery(url, left) : url,
                headers(context, inQuery),
                inQuery ? null : Json.write(left),
                TIMEOUT,
                MOST_BYTES,
                true);
        return read(outbound.send(call, context.goOn()));
    }

    private static Map<String, String> headers(ToolContext context, boolean inQuery) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Idempotency-Key", context.key());
        headers.put("Accept", "application/json, text/*;q=0.9");
        if (!inQuery) {
            headers.put("Content-Type", "application/json");
        }
        return headers;
    }

    /** Takes the arguments that it puts into the URL away from the others. */
    private String url(ObjectNode arguments) {
        if (!FIXED_HOST.matcher(defined.url()).matches()) {
            throw new Problem(
                    ProblemType.ADDRESS_REFUSED,
                    "the URL of the tool has to begin with http:// or https:// and a fixed host");
        }
        Matcher places = PLACE.matcher(defined.url());
        StringBuilder url = new StringBuilder();
        while (places.find()) {
            String name = places.group(1);
            places.appendReplacement(url, Matcher.quoteReplacement(segment(name, arguments.remove(name))));
        }
        return places.appendTail(url).toString();
    }

    /** A value cannot lead to another place than its own. */
    private static String segment(String name, @Nullable JsonNode value) {
        String text = value == null || !value.isValueNode() || value.isNull() ? "" : value.asString();
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw Problem.invalid(
                    "/" + name, name + " becomes a part of the URL: a text or a number, and no dots alone");
        }
        return encoded(text);
    }

    private static String withQuery(String url, ObjectNode arguments) {
        String query = arguments.properties().stream()
                .filter(argument -> !argument.getValue().isNull())
                .map(argument -> encoded(argument.getKey()) + "=" + encoded(text(argument.getValue())))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? url : url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString() : Json.write(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String read(OutboundAnswer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        int status = answer.status();
        if (status >= 200 && status <= 299) {
            return answer.complete()
                    ? body
                    : body + "\n[The answer is longer than " + MOST_BYTES + " bytes; this is its beginning.]";
        }
        String detail = "the service answered " + status + ": " + body.substring(0, Math.min(body.length(), EXCERPT));
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            throw Problem.upstreamFailed(detail, null);
        }
        throw new Problem(ProblemType.STEP_FAILED, detail);
    }
}
