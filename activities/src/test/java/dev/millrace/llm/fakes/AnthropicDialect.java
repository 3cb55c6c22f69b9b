package dev.millrace.llm.fakes;

import static dev.millrace.llm.fakes.Texts.quoted;

import java.util.ArrayList;
import java.util.List;

/** Messages as in Anthropic's API reference. */
record AnthropicDialect() implements Dialect {
    private static final String STOP = event("message_stop", "{\"type\":\"message_stop\"}");

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public boolean streams(Asked asked) {
        return asked.body().path("stream").asBoolean(false);
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String whole(Asked asked, Reply.Says says) {
        List<String> blocks = new ArrayList<>();
        if (!says.text().isEmpty()) {
            blocks.add("{\"type\":\"text\",\"text\":" + quoted(says.text()) + "}");
        }
        says.calls()
                .forEach(call -> blocks.add("{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":%s}"
                        .formatted(quoted(call.id()), quoted(call.tool()), call.arguments())));
        return message(asked, String.join(",", blocks), quoted(finish(says)), Dialect.tokens(says.text()));
    }

    @Override
    public String refusal(Asked asked) {
        return message(asked, "", "\"refusal\"", 1);
    }

    @Override
    public List<String> events(Asked asked, Reply.Says says) {
        List<String> events = new ArrayList<>(List.of(start(asked), event("ping", "{\"type\":\"ping\"}")));
        int index = 0;
        if (!says.text().isEmpty()) {
            events.add(blockStart(index, "{\"type\":\"text\",\"text\":\"\"}"));
            for (String piece : Dialect.pieces(says.text())) {
                events.add(delta(index, "{\"type\":\"text_delta\",\"text\":" + quoted(piece) + "}"));
            }
            events.add(blockStop(index++));
        }
        for (Reply.ToolCall call : says.calls()) {
            events.add(blockStart(
                    index,
                    "{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":{}}"
                            .formatted(quoted(call.id()), quoted(call.tool()))));
            events.add(
                    delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":" + quoted(call.arguments()) + "}"));
            events.add(blockStop(index++));
        }
        events.add(end(finish(says), Dialect.tokens(says.text())));
        events.add(STOP);
        return events;
    }

    @Override
    public List<String> refusalEvents(Asked asked) {
        return List.of(start(asked), end("refusal", 1), STOP);
    }

    @Override
    public String garbageEvent() {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"del\n\n";
    }

    @Override
    public String errorEvent() {
        return event(
                "error", "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
    }

    @Override
    public Refusal error(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED, RATE_LIMITED_WITHOUT_HINT ->
                error(429, "rate_limit_error", "This request would exceed your account's rate limit.");
            case OVERLOADED -> error(529, "overloaded_error", "Overloaded");
            case CONTEXT_TOO_LONG ->
                error(400, "invalid_request_error", "prompt is too long: 210035 tokens > 200000 maximum");
            case WRONG_KEY -> error(401, "authentication_error", "invalid x-api-key");
            case NO_SUCH_MODEL -> error(404, "not_found_error", "model: x");
            case BAD_REQUEST -> error(400, "invalid_request_error", "temperature: range: 0..1");
            default -> error(500, "api_error", "Internal server error");
        };
    }

    private static Refusal error(int status, String type, String message) {
        return new Refusal(
                status,
                "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s},\"request_id\":\"req_1\"}"
                        .formatted(type, quoted(message)));
    }

    private static String message(Asked asked, String content, String stopReason, int out) {
        return ("{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":%s,\"content\":[%s],"
                        + "\"stop_reason\":%s,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":%d,\"output_tokens\":%d}}")
                .formatted(
                        quoted(asked.body().path("model").asString("")),
                        content,
                        stopReason,
                        Dialect.tokens(asked.text()),
                        out);
    }

    private static String start(Asked asked) {
        return event("message_start", "{\"type\":\"message_start\",\"message\":" + message(asked, "", "null", 1) + "}");
    }

    private static String blockStart(int index, String block) {
        return event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}".formatted(index, block));
    }

    private static String delta(int index, String delta) {
        return event(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":%s}".formatted(index, delta));
    }

    private static String blockStop(int index) {
        return event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":%d}".formatted(index));
    }

    private static String end(String stopReason, int out) {
        return event(
                "message_delta",
                ("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},"
                                + "\"usage\":{\"output_tokens\":%d}}")
                        .formatted(stopReason, out));
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    private static String finish(Reply.Says says) {
        return says.calls().isEmpty() ? (says.cut() ? "max_tokens" : "end_turn") : "tool_use";
    }
}
