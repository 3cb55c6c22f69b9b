package dev.millrace.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.millrace.tenancy.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What langchain4j passes over in the answers of a protocol: where a stream ends, refusals, errors in the middle. */
enum Protocol {
    OPENAI {
        @Override
        boolean ends(ServerSentEvent event) {
            return "[DONE]".equals(event.data());
        }

        @Override
        boolean refuses(JsonNode data) {
            JsonNode choice = data.path("choices").path(0);
            return isText(choice.path("message").path("refusal"))
                    || isText(choice.path("delta").path("refusal"));
        }
    },
    ANTHROPIC {
        @Override
        boolean ends(ServerSentEvent event) {
            return "message_stop".equals(event.event());
        }

        @Override
        boolean refuses(JsonNode data) {
            return is(data.path("stop_reason"), "refusal")
                    || is(data.path("delta").path("stop_reason"), "refusal");
        }
    },
    GEMINI {
        @Override
        boolean ends(ServerSentEvent event) {
            return event.data().contains("\"finishReason\"");
        }

        @Override
        boolean refuses(JsonNode data) {
            return isText(data.path("promptFeedback").path("blockReason"));
        }
    },
    OLLAMA {
        @Override
        boolean ends(ServerSentEvent event) {
            return DONE.matcher(event.data()).find();
        }

        @Override
        boolean refuses(JsonNode data) {
            return false;
        }
    };

    private static final Pattern DONE = Pattern.compile("\"done\"\\s*:\\s*true");

    /** Whether an answer that stops after this event is all of it. */
    abstract boolean ends(ServerSentEvent event);

    abstract boolean refuses(JsonNode data);

    /** What an answer of success, or an event of a stream, says against itself. */
    Optional<ProviderFailure> objection(String data) {
        // Within a text these stand with a backslash; so it costs nothing to look at an ordinary event.
        if (!data.contains("\"error\"") && !data.contains("\"refusal\"") && !data.contains("\"blockReason\"")) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.parse(data);
            if (refuses(json)) {
                return Optional.of(
                        new ProviderFailure(ProviderFailure.Kind.REFUSED, "the model refuses to answer", null, null));
            }
            JsonNode error = json.path("error");
            boolean none = error.isString() ? error.asString().isBlank() : error.isEmpty();
            return none ? Optional.empty() : Optional.of(Refusals.inStream(data));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isText(JsonNode node) {
        return node.isString() && !node.asString().isBlank();
    }

    private static boolean is(JsonNode node, String value) {
        return node.isString() && node.asString().equals(value);
    }
}
