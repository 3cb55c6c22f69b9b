package dev.millrace.llm.provider;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a question as its provider can take it. */
final class Questions {
    /** What Ollama reads unless it is told otherwise; of what is longer it drops the beginning without a word. */
    private static final int OLLAMA_CONTEXT = 4096;

    private static final int OLLAMA_LARGEST_CONTEXT = 131_072;
    private static final int FEWEST_CHARACTERS_PER_TOKEN = 3;
    private static final int USUAL_ANSWER = 1024;

    private Questions() {}

    static ChatRequest shaped(ProviderSpec spec, ProviderCall call) {
        List<ChatMessage> messages = call.request().messages();
        ChatRequestParameters parameters = call.request()
                .parameters()
                .overrideWith(DefaultChatRequestParameters.builder()
                        .modelName(call.model())
                        .build());
        ResponseFormat format = parameters.responseFormat();
        if (!spec.kind().knowsSchemas() && format != null && format.type() == ResponseFormatType.JSON) {
            messages = instructed(messages, format);
            parameters = copy(parameters).responseFormat((ResponseFormat) null).build();
        }
        return ChatRequest.builder()
                .messages(messages)
                .parameters(ofProvider(spec, messages, parameters))
                .build();
    }

    private static ChatRequestParameters ofProvider(
            ProviderSpec spec, List<ChatMessage> messages, ChatRequestParameters parameters) {
        return switch (spec.kind()) {
            case OPENAI ->
                // What its newer models take; others that speak its protocol know the older name only.
                parameters.maxOutputTokens() == null
                                || !spec.baseUrl().equals(spec.kind().usualUrl())
                        ? parameters
                        : OpenAiChatRequestParameters.builder()
                                .overrideWith(parameters)
                                .maxOutputTokens(null)
                                .maxCompletionTokens(parameters.maxOutputTokens())
                                .build();
            case OLLAMA ->
                OllamaChatRequestParameters.builder()
                        .overrideWith(parameters)
                        .numCtx(context(messages, parameters))
                        .build();
            case ANTHROPIC, GEMINI, OPENAI_COMPATIBLE -> parameters;
        };
    }

    private static DefaultChatRequestParameters.Builder<?> copy(ChatRequestParameters parameters) {
        return DefaultChatRequestParameters.builder().overrideWith(parameters);
    }

    private static List<ChatMessage> instructed(List<ChatMessage> messages, ResponseFormat format) {
        List<ChatMessage> instructed = new ArrayList<>();
        String schema = format.jsonSchema() == null
                ? ""
                : " It must fit this JSON Schema: " + SchemaText.of(format.jsonSchema());
        instructed.add(SystemMessage.from(
                "Answer with one JSON value and nothing else: no other words, no code fence." + schema));
        instructed.addAll(
                0, messages.stream().filter(SystemMessage.class::isInstance).toList());
        instructed.addAll(messages.stream()
                .filter(message -> !(message instanceof SystemMessage))
                .toList());
        return instructed;
    }

    /** Null while Ollama's own is enough, so that a model is not loaded again for a short question. */
    private static @Nullable Integer context(List<ChatMessage> messages, ChatRequestParameters parameters) {
        long characters = ChatMessageSerializer.messagesToJson(messages).length()
                + (parameters.toolSpecifications() == null
                        ? 0L
                        : parameters.toolSpecifications().toString().length());
        Integer most = parameters.maxOutputTokens();
        long needed = characters / FEWEST_CHARACTERS_PER_TOKEN + (most == null ? USUAL_ANSWER : most);
        if (needed <= OLLAMA_CONTEXT) {
            return null;
        }
        return (int) Math.min(OLLAMA_LARGEST_CONTEXT, Long.highestOneBit(needed - 1) << 1);
    }
}
