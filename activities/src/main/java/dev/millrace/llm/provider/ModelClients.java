package dev.millrace.llm.provider;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;

/** langchain4j's models, set up to try once, log nothing and send through {@link ModelHttp}. Each call names its model. */
final class ModelClients {
    private static final String NAMED_BY_EACH_CALL = "none";
    /** What every model of Anthropic's can write, which its API has to be told. */
    private static final int ANTHROPIC_TOKENS = 4096;

    private ModelClients() {}

    static ChatModel whole(ProviderSpec spec) {
        return switch (spec.kind()) {
            case OPENAI, OPENAI_COMPATIBLE ->
                OpenAiChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .apiKey(key(spec))
                        .customHeaders(headers(spec))
                        .maxRetries(0)
                        .build();
            case ANTHROPIC ->
                AnthropicChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .apiKey(key(spec))
                        .modelName(NAMED_BY_EACH_CALL)
                        .maxTokens(ANTHROPIC_TOKENS)
                        .maxRetries(0)
                        .build();
            case GEMINI ->
                GoogleAiGeminiChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .apiKey(key(spec))
                        .modelName(NAMED_BY_EACH_CALL)
                        .returnThinking(true)
                        .sendThinking(true)
                        .maxRetries(0)
                        .build();
            case OLLAMA ->
                OllamaChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .customHeaders(headers(spec))
                        .modelName(NAMED_BY_EACH_CALL)
                        .maxRetries(0)
                        .build();
        };
    }

    static StreamingChatModel streaming(ProviderSpec spec) {
        return switch (spec.kind()) {
            case OPENAI, OPENAI_COMPATIBLE ->
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .apiKey(key(spec))
                        .customHeaders(headers(spec))
                        .build();
            case ANTHROPIC ->
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .apiKey(key(spec))
                        .modelName(NAMED_BY_EACH_CALL)
                        .maxTokens(ANTHROPIC_TOKENS)
                        .build();
            case GEMINI ->
                GoogleAiGeminiStreamingChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .apiKey(key(spec))
                        .modelName(NAMED_BY_EACH_CALL)
                        .returnThinking(true)
                        .sendThinking(true)
                        .build();
            case OLLAMA ->
                OllamaStreamingChatModel.builder()
                        .httpClientBuilder(ModelHttp.builder())
                        .baseUrl(spec.baseUrl())
                        .customHeaders(headers(spec))
                        .modelName(NAMED_BY_EACH_CALL)
                        .build();
        };
    }

    /** Some insist on one where the server wants none. */
    private static String key(ProviderSpec spec) {
        return spec.apiKey().isEmpty() ? "none" : spec.apiKey();
    }

    private static Map<String, String> headers(ProviderSpec spec) {
        if (spec.apiKey().isEmpty()) {
            return Map.of();
        }
        return switch (spec.kind()) {
            // Azure's older endpoints read this one alone.
            case OPENAI, OPENAI_COMPATIBLE -> Map.of("api-key", spec.apiKey());
            case OLLAMA -> Map.of("Authorization", "Bearer " + spec.apiKey());
            case ANTHROPIC, GEMINI -> Map.of();
        };
    }
}
