package dev.millrace.llm.fakes;

import static dev.millrace.llm.fakes.Texts.quoted;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat completions as in OpenAI's API reference. */
record OpenAiDialect() implements Dialect {
    private static final String DONE = "data: [DONE]\n\n";

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
        String calls = says.calls().isEmpty() ? "" : ",\"tool_calls\":[" + calls(says) + "]";
        String content = says.calls().isEmpty() ? quoted(says.text()) : "null";
        return completion(
                asked,
                "{\"role\":\"assistant\",\"content\":%s,\"refusal\":null%s}".formatted(content, calls),
                finish(says),
                says.text());
    }

    @Override
    public String refusal(Asked asked) {
        return completion(
                asked,
                "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot help with that.\"}",
                "stop",
                "");
    }

    @Override
    public List<String> events(Asked asked, Reply.Says says) {
        List<String> events = new ArrayList<>();
        events.add(chunk(asked, "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"));
        for (String piece : Dialect.pieces(says.text())) {
            events.add(chunk(asked, "{\"content\":" + quoted(piece) + "}", "null"));
        }
        for (int i = 0; i < says.calls().size(); i++) {
            Reply.ToolCall call = says.calls().get(i);
            events.add(chunk(
                    asked,
                    toolDelta(
                            i,
                            "\"id\":%s,\"type\":\"function\",".formatted(quoted(call.id())),
                            "\"name\":%s,\"arguments\":\"\"".formatted(quoted(call.tool()))),
                    "null"));
            events.add(chunk(asked, toolDelta(i, "", "\"arguments\":" + quoted(call.arguments())), "null"));
        }
        events.add(chunk(asked, "{}", quoted(finish(says))));
        if (asked.body().path("stream_options").path("include_usage").asBoolean(false)) {
            events.add("data: {%s,\"choices\":[],\"usage\":%s}\n\n"
                    .formatted(head(asked, "chat.completion.chunk"), usage(asked, says.text())));
        }
        events.add(DONE);
        return events;
    }

    @Override
    public List<String> refusalEvents(Asked asked) {
        return List.of(
                chunk(asked, "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"),
                chunk(asked, "{\"refusal\":\"I cannot help with that.\"}", "null"),
                chunk(asked, "{}", "\"stop\""),
                DONE);
    }

    @Override
    public String garbageEvent() {
        return "data: {\"choices\":[{\"delta\":{\"conte\u0000}\n\n";
    }

    @Override
    public String errorEvent() {
        return "data: {\"error\":{\"message\":\"The server had an error while processing your request.\","
                + "\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n";
    }

    @Override
    public Refusal error(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED, RATE_LIMITED_WITHOUT_HINT ->
                error(429, "Rate limit reached for requests", "requests", "rate_limit_exceeded");
            case OVERLOADED ->
                error(503, "The engine is currently overloaded, please try again later", "server_error", null);
            case CONTEXT_TOO_LONG ->
                error(
                        400,
                        "This model's maximum context length is 128000 tokens. However, your messages resulted in 140012"
                                + " tokens. Please reduce the length of the messages.",
                        "invalid_request_error",
                        "context_length_exceeded");
            case WRONG_KEY -> error(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
            case NO_SUCH_MODEL ->
                error(
                        404,
                        "The model `x` does not exist or you do not have access to it.",
                        "invalid_request_error",
                        "model_not_found");
            case BAD_REQUEST -> error(400, "Invalid value for 'temperature'.", "invalid_request_error", null);
            default -> error(500, "The server had an error while processing your request.", "server_error", null);
        };
    }

    private static Refusal error(int status, String message, String type, @Nullable String code) {
        return new Refusal(
                status,
                "{\"error\":{\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":%s}}"
                        .formatted(quoted(message), type, code == null ? "null" : quoted(code)));
    }

    private static String completion(Asked asked, String message, String finish, String text) {
        return "{%s,\"choices\":[{\"index\":0,\"message\":%s,\"logprobs\":null,\"finish_reason\":\"%s\"}],\"usage\":%s}"
                .formatted(head(asked, "chat.completion"), message, finish, usage(asked, text));
    }

    private static String chunk(Asked asked, String delta, String finish) {
        return "data: {%s,\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}\n\n"
                .formatted(head(asked, "chat.completion.chunk"), delta, finish);
    }

    private static String toolDelta(int index, String identity, String function) {
        return "{\"tool_calls\":[{\"index\":%d,%s\"function\":{%s}}]}".formatted(index, identity, function);
    }

    private static String calls(Reply.Says says) {
        return Dialect.joined(says.calls().size(), i -> {
            Reply.ToolCall call = says.calls().get(i);
            return "{\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                    .formatted(quoted(call.id()), quoted(call.tool()), quoted(call.arguments()));
        });
    }

    private static String head(Asked asked, String object) {
        return "\"id\":\"chatcmpl-1\",\"object\":\"%s\",\"created\":1750000000,\"model\":%s,\"system_fingerprint\":\"fp_1\""
                .formatted(object, quoted(asked.body().path("model").asString("")));
    }

    private static String usage(Asked asked, String text) {
        int in = Dialect.tokens(asked.text());
        int out = Dialect.tokens(text);
        return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}".formatted(in, out, in + out);
    }

    private static String finish(Reply.Says says) {
        return says.calls().isEmpty() ? (says.cut() ? "length" : "stop") : "tool_calls";
    }
}
