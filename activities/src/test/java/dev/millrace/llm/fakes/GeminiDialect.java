package dev.millrace.llm.fakes;

import static dev.millrace.llm.fakes.Texts.quoted;

import java.util.ArrayList;
import java.util.List;

/** {@code generateContent} and {@code streamGenerateContent} as in the Gemini API's reference. */
record GeminiDialect() implements Dialect {
    @Override
    public String basePath() {
        return "/v1beta";
    }

    @Override
    public boolean streams(Asked asked) {
        return asked.path().contains(":streamGenerateContent");
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String whole(Asked asked, Reply.Says says) {
        return response(asked, parts(says), finish(says), Dialect.tokens(says.text()));
    }

    @Override
    public String refusal(Asked asked) {
        return ("{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{\"promptTokenCount\":%d,"
                        + "\"totalTokenCount\":%1$d},\"modelVersion\":\"gemini\",\"responseId\":\"r1\"}")
                .formatted(Dialect.tokens(asked.text()));
    }

    @Override
    public List<String> events(Asked asked, Reply.Says says) {
        List<String> events = new ArrayList<>();
        for (String piece : Dialect.pieces(says.text())) {
            events.add(event(response(asked, "{\"text\":" + quoted(piece) + "}", "", 1)));
        }
        String rest = says.calls().isEmpty() ? "{\"text\":\"\"}" : calls(says);
        events.add(event(response(asked, rest, finish(says), Dialect.tokens(says.text()))));
        return events;
    }

    @Override
    public List<String> refusalEvents(Asked asked) {
        return List.of(event(refusal(asked)));
    }

    @Override
    public String garbageEvent() {
        return "data: {\"candidates\": [{\"content\": {\"parts\": [{\"te\r\n\r\n";
    }

    @Override
    public String errorEvent() {
        return event(error(Fault.SERVER_ERROR).body());
    }

    @Override
    public Refusal error(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED ->
                error(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "You exceeded your current quota.",
                        ",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\""
                                + FakeProvider.RETRY_AFTER.toSeconds() + "s\"}]");
            case RATE_LIMITED_WITHOUT_HINT -> error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", "");
            case OVERLOADED -> error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", "");
            case CONTEXT_TOO_LONG ->
                error(
                        400,
                        "INVALID_ARGUMENT",
                        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                        "");
            case WRONG_KEY ->
                error(
                        400,
                        "INVALID_ARGUMENT",
                        "API key not valid. Please pass a valid API key.",
                        ",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}]");
            case NO_SUCH_MODEL -> error(404, "NOT_FOUND", "models/x is not found for API version v1beta", "");
            case BAD_REQUEST -> error(400, "INVALID_ARGUMENT", "Invalid value at 'generation_config.temperature'", "");
            default -> error(500, "INTERNAL", "An internal error has occurred.", "");
        };
    }

    private static Refusal error(int code, String status, String message, String details) {
        return new Refusal(
                code,
                "{\"error\":{\"code\":%d,\"message\":%s,\"status\":\"%s\"%s}}"
                        .formatted(code, quoted(message), status, details));
    }

    private static String response(Asked asked, String parts, String finish, int out) {
        int in = Dialect.tokens(asked.text());
        return ("{\"candidates\":[{\"content\":{\"parts\":[%s],\"role\":\"model\"}%s,\"index\":0}],\"usageMetadata\":{"
                        + "\"promptTokenCount\":%d,\"candidatesTokenCount\":%d,\"totalTokenCount\":%d},"
                        + "\"modelVersion\":\"gemini\",\"responseId\":\"r1\"}")
                .formatted(parts, finish.isEmpty() ? "" : ",\"finishReason\":\"" + finish + "\"", in, out, in + out);
    }

    private static String parts(Reply.Says says) {
        return says.calls().isEmpty() ? "{\"text\":" + quoted(says.text()) + "}" : calls(says);
    }

    private static String calls(Reply.Says says) {
        return Dialect.joined(says.calls().size(), i -> {
            Reply.ToolCall call = says.calls().get(i);
            return "{\"functionCall\":{\"id\":%s,\"name\":%s,\"args\":%s}}"
                    .formatted(quoted(call.id()), quoted(call.tool()), call.arguments());
        });
    }

    private static String event(String data) {
        return "data: " + data + "\r\n\r\n";
    }

    private static String finish(Reply.Says says) {
        return says.cut() ? "MAX_TOKENS" : "STOP";
    }
}
