package dev.millrace.llm.fakes;

import static dev.millrace.llm.fakes.Texts.quoted;

import java.util.ArrayList;
import java.util.List;

/** {@code /api/chat} as Ollama's documentation has it. It knows no refusals: they are text. */
record OllamaDialect() implements Dialect {
    @Override
    public String basePath() {
        return "";
    }

    @Override
    public boolean streams(Asked asked) {
        return asked.body().path("stream").asBoolean(true);
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String whole(Asked asked, Reply.Says says) {
        return last(asked, message(says.text(), says), says);
    }

    @Override
    public String refusal(Asked asked) {
        return whole(asked, new Reply.Says("I cannot help with that.", List.of(), false));
    }

    @Override
    public List<String> events(Asked asked, Reply.Says says) {
        List<String> events = new ArrayList<>();
        for (String piece : Dialect.pieces(says.text())) {
            events.add("{%s,\"message\":{\"role\":\"assistant\",\"content\":%s},\"done\":false}\n"
                    .formatted(head(asked), quoted(piece)));
        }
        if (!says.calls().isEmpty()) {
            events.add("{%s,\"message\":%s,\"done\":false}\n".formatted(head(asked), message("", says)));
        }
        events.add(last(asked, "{\"role\":\"assistant\",\"content\":\"\"}", says) + "\n");
        return events;
    }

    @Override
    public List<String> refusalEvents(Asked asked) {
        return events(asked, new Reply.Says("I cannot help with that.", List.of(), false));
    }

    @Override
    public String garbageEvent() {
        return "{\"model\":\"llama\",\"message\":{\"role\":\"assist\n";
    }

    @Override
    public String errorEvent() {
        return "{\"error\":\"an error was encountered while running the model: unexpected EOF\"}\n";
    }

    @Override
    public Refusal error(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED, RATE_LIMITED_WITHOUT_HINT -> error(429, "too many requests");
            case OVERLOADED -> error(503, "server busy, please try again.  maximum pending requests exceeded");
            case CONTEXT_TOO_LONG -> error(400, "the input length exceeds the context length");
            case WRONG_KEY -> error(401, "unauthorized");
            case NO_SUCH_MODEL -> error(404, "model 'x' not found");
            case BAD_REQUEST -> error(400, "invalid options: temperature");
            default -> error(500, "llama runner process has terminated: exit status 2");
        };
    }

    private static Refusal error(int status, String message) {
        return new Refusal(status, "{\"error\":" + quoted(message) + "}");
    }

    private static String last(Asked asked, String message, Reply.Says says) {
        return ("{%s,\"message\":%s,\"done\":true,\"done_reason\":\"%s\",\"total_duration\":5191566416,"
                        + "\"load_duration\":2154458,\"prompt_eval_count\":%d,\"prompt_eval_duration\":383809000,"
                        + "\"eval_count\":%d,\"eval_duration\":4799921000}")
                .formatted(
                        head(asked),
                        message,
                        says.cut() ? "length" : "stop",
                        Dialect.tokens(asked.text()),
                        Dialect.tokens(says.text()));
    }

    private static String message(String text, Reply.Says says) {
        String calls = Dialect.joined(says.calls().size(), i -> {
            Reply.ToolCall call = says.calls().get(i);
            return "{\"id\":%s,\"function\":{\"index\":%d,\"name\":%s,\"arguments\":%s}}"
                    .formatted(quoted(call.id()), i, quoted(call.tool()), call.arguments());
        });
        return "{\"role\":\"assistant\",\"content\":%s%s}"
                .formatted(quoted(text), calls.isEmpty() ? "" : ",\"tool_calls\":[" + calls + "]");
    }

    private static String head(Asked asked) {
        return "\"model\":%s,\"created_at\":\"2025-06-15T11:22:42.180546Z\""
                .formatted(quoted(asked.body().path("model").asString("")));
    }
}
