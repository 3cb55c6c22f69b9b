package dev.millrace.llm.provider;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.tenancy.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Lets an answer pass only if it is whole, and gives it a form that is the same for all providers. */
final class Answers {
    private Answers() {}

    /** @throws ProviderFailure BAD_ANSWER for what is empty or broken, REFUSED for what a filter has stopped */
    static ChatResponse checked(@Nullable ChatResponse response) {
        if (response == null || response.aiMessage() == null) {
            throw bad("it holds no answer");
        }
        FinishReason finish = response.metadata().finishReason();
        if (finish == FinishReason.CONTENT_FILTER) {
            throw new ProviderFailure(Kind.REFUSED, "a filter of the provider has stopped the answer", null, null);
        }
        if (finish == null || finish == FinishReason.OTHER) {
            throw bad("the answer does not say why it ended");
        }
        AiMessage message = response.aiMessage();
        String text = message.text();
        if ((text == null || text.isBlank()) && !message.hasToolExecutionRequests()) {
            throw bad(finish == FinishReason.LENGTH ? "it used up its tokens before it said anything" : "it is empty");
        }
        return ChatResponse.builder()
                .aiMessage(message.toBuilder()
                        .toolExecutionRequests(calls(message.toolExecutionRequests()))
                        .build())
                .metadata(ChatResponseMetadata.builder()
                        .id(response.metadata().id())
                        .modelName(response.metadata().modelName())
                        .tokenUsage(response.metadata().tokenUsage())
                        .finishReason(finish)
                        .build())
                .build();
    }

    /** Each with an id of its own, which some providers leave out. */
    private static List<ToolExecutionRequest> calls(List<ToolExecutionRequest> calls) {
        Set<String> known = new HashSet<>();
        return calls.stream()
                .map(call -> {
                    String arguments = call.arguments();
                    requireObject(call);
                    boolean hasId = call.id() != null && !call.id().isBlank() && known.add(call.id());
                    return call.toBuilder()
                            .id(hasId ? call.id() : "call_" + UUID.randomUUID())
                            .arguments(arguments == null || arguments.isBlank() ? "{}" : arguments)
                            .build();
                })
                .toList();
    }

    private static void requireObject(ToolExecutionRequest call) {
        String arguments = call.arguments();
        try {
            boolean isObject = arguments == null
                    || arguments.isBlank()
                    || Json.parse(arguments).isObject();
            if (call.name() == null || call.name().isBlank() || !isObject) {
                throw bad("it calls a tool with what is no JSON object");
            }
        } catch (JacksonException e) {
            throw bad("it calls a tool with what is no JSON");
        }
    }

    private static ProviderFailure bad(String detail) {
        return new ProviderFailure(Kind.BAD_ANSWER, detail, null, null);
    }
}
