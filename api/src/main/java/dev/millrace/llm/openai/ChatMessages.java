package dev.millrace.llm.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.llm.openai.ChatCompletionRequest.Message;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A conversation in OpenAI's form, read in order: a tool's result must follow the call that it answers. */
final class ChatMessages {
    private static final int MOST = 10_000;

    private final Map<String, String> calledTools = new HashMap<>();

    private ChatMessages() {}

    static List<ChatMessage> of(@Nullable List<@Nullable Message> messages) {
        if (messages == null || messages.isEmpty() || messages.size() > MOST) {
            throw Problem.invalid("/messages", "1 to " + MOST + " messages are needed here");
        }
        ChatMessages reader = new ChatMessages();
        List<ChatMessage> read = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            read.add(reader.message("/messages/" + i, messages.get(i)));
        }
        return read;
    }

    private ChatMessage message(String at, @Nullable Message message) {
        if (message == null) {
            throw Problem.invalid(at, "a message is needed here, not null");
        }
        return switch (Objects.requireNonNullElse(message.role(), "")) {
            case "system", "developer" -> SystemMessage.from(text(at, message.content()));
            case "user" -> user(at, message);
            case "assistant" -> assistant(at, message);
            case "tool" -> toolResult(at, message);
            default ->
                throw Problem.invalid(
                        at + "/role", "`system`, `developer`, `user`, `assistant` or `tool` is allowed here");
        };
    }

    private static UserMessage user(String at, Message message) {
        return UserMessage.builder()
                .name(message.name() == null || message.name().isBlank() ? null : message.name())
                .contents(ContentParts.of(at + "/content", message.content()))
                .build();
    }

    private AiMessage assistant(String at, Message message) {
        JsonNode content = message.content();
        String text = content == null || content.isNull() ? null : text(at, content);
        List<@Nullable ToolCall> calls = Objects.requireNonNullElse(message.toolCalls(), List.of());
        if (text == null && calls.isEmpty()) {
            throw Problem.invalid(at + "/content", "an assistant's message needs content or tool_calls");
        }
        List<ToolExecutionRequest> requests = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            requests.add(call(at + "/tool_calls/" + i, calls.get(i)));
        }
        return AiMessage.builder().text(text).toolExecutionRequests(requests).build();
    }

    private ToolExecutionRequest call(String at, @Nullable ToolCall call) {
        if (call == null
                || call.id() == null
                || call.function() == null
                || call.function().name() == null) {
            throw Problem.invalid(at, "a tool call has an id, and a function with its name and arguments");
        }
        String name = Objects.requireNonNull(call.function().name());
        calledTools.put(Objects.requireNonNull(call.id()), name);
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(name)
                .arguments(Objects.requireNonNullElse(call.function().arguments(), "{}"))
                .build();
    }

    private ToolExecutionResultMessage toolResult(String at, Message message) {
        String id = message.toolCallId();
        String tool = id == null ? null : calledTools.get(id);
        if (id == null || tool == null) {
            throw Problem.invalid(
                    at + "/tool_call_id",
                    "a message with the role `tool` must answer a call in the `tool_calls` of a message before it");
        }
        return ToolExecutionResultMessage.from(id, tool, text(at, message.content()));
    }

    private static String text(String at, @Nullable JsonNode content) {
        return ContentParts.text(at + "/content", content);
    }
}
