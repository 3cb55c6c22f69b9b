package dev.millrace.llm.fakes;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns what a fake is told into the bytes of its protocol. */
final class Script implements ResponseDefinitionTransformerV2 {
    private static final int DRIPS = 500;
    private static final int A_MINUTE = 60_000;
    private static final Reply.Says BROKEN = new Reply.Says("half of what was to be said about it", List.of(), false);

    final Queue<Reply> queue = new ConcurrentLinkedQueue<>();
    final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    volatile Function<Asked, Reply> otherwise = question -> Reply.fails(Fault.SERVER_ERROR);

    private final Dialect dialect;

    Script(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String getName() {
        return "script";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Asked question = asked(event.getRequest());
        asked.add(question);
        Reply next = queue.poll();
        return answer(question, next == null ? otherwise.apply(question) : next).build();
    }

    private ResponseDefinitionBuilder answer(Asked question, Reply reply) {
        return switch (reply) {
            case Reply.Says says when dialect.streams(question) -> stream(dialect.events(question, says));
            case Reply.Says says -> json(200, dialect.whole(question, says));
            case Reply.Fails fails -> fault(question, fails.fault());
        };
    }

    private ResponseDefinitionBuilder fault(Asked question, Fault fault) {
        return switch (fault) {
            case RATE_LIMITED ->
                error(fault).withHeader("Retry-After", Long.toString(FakeProvider.RETRY_AFTER.toSeconds()));
            case HANG -> answer(question, BROKEN).withFixedDelay(A_MINUTE);
            case SLOW_DRIP -> answer(question, BROKEN).withChunkedDribbleDelay(DRIPS, A_MINUTE);
            case TRUNCATED, WITHOUT_END, GARBAGE, EMPTY, ERROR_IN_STREAM, REFUSAL ->
                dialect.streams(question) ? brokenStream(question, fault) : brokenWhole(question, fault);
            case CONNECTION_LOST ->
                new ResponseDefinitionBuilder()
                        .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
            case RATE_LIMITED_WITHOUT_HINT,
                    SERVER_ERROR,
                    OVERLOADED,
                    CONTEXT_TOO_LONG,
                    WRONG_KEY,
                    NO_SUCH_MODEL,
                    BAD_REQUEST -> error(fault);
        };
    }

    private ResponseDefinitionBuilder brokenStream(Asked question, Fault fault) {
        List<String> events = dialect.events(question, BROKEN);
        List<String> begun = events.subList(0, events.size() / 2);
        String middle = events.get(events.size() / 2);
        return switch (fault) {
            case TRUNCATED -> stream(begun, middle.substring(0, middle.length() / 2));
            case WITHOUT_END -> stream(events.subList(0, events.size() - 1));
            case GARBAGE ->
                streamed(String.join("", begun)
                        + dialect.garbageEvent()
                        + String.join("", events.subList(events.size() / 2, events.size())));
            case EMPTY -> stream(dialect.events(question, new Reply.Says("", List.of(), false)));
            case ERROR_IN_STREAM -> stream(begun, dialect.errorEvent());
            default -> stream(dialect.refusalEvents(question));
        };
    }

    private ResponseDefinitionBuilder brokenWhole(Asked question, Fault fault) {
        String whole = dialect.whole(question, BROKEN);
        return switch (fault) {
            case TRUNCATED -> json(200, whole.substring(0, whole.length() / 2));
            case WITHOUT_END -> json(200, whole.substring(0, whole.length() - 1));
            case GARBAGE -> json(200, "<html><body>502 Bad Gateway</body></html>");
            case EMPTY -> json(200, dialect.whole(question, new Reply.Says("", List.of(), false)));
            case ERROR_IN_STREAM -> error(Fault.SERVER_ERROR);
            default -> json(200, dialect.refusal(question));
        };
    }

    private ResponseDefinitionBuilder error(Fault fault) {
        Dialect.Refusal error = dialect.error(fault);
        return json(error.status(), error.body());
    }

    private ResponseDefinitionBuilder stream(List<String> events, String... more) {
        return streamed(String.join("", events) + String.join("", more));
    }

    private ResponseDefinitionBuilder streamed(String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withHeader("Content-Type", dialect.streamType())
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Asked asked(Request request) {
        Map<String, String> headers = new TreeMap<>();
        request.getHeaders()
                .all()
                .forEach(header -> headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue()));
        return new Asked(request.getUrl(), headers, body(request));
    }

    private static JsonNode body(Request request) {
        try {
            return Json.parse(request.getBodyAsString());
        } catch (JacksonException e) {
            return Json.tree(Map.of());
        }
    }
}
