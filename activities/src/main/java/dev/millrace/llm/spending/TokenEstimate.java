package dev.millrace.llm.spending;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import org.springframework.stereotype.Component;

/**
 * How many tokens a request has at most, before anybody has counted them: by OpenAI's encoding o200k, which is exact for
 * the text of its newer models, and times a factor for the models of others.
 */
@Component
final class TokenEstimate {
    private static final String EXACT = "openai";
    /** What surrounds each message: its role and its ends. */
    private static final int PER_MESSAGE = 8;
    /** Claude's and Gemini's vocabularies make up to half as many again of the same text. */
    private static final double OTHERS = 1.5;

    /** In OpenAI's tokens. */
    long of(ChatRequest request) {
        long tokens = PER_MESSAGE;
        for (ChatMessage message : request.messages()) {
            tokens += PER_MESSAGE + of(text(message));
        }
        if (!request.toolSpecifications().isEmpty()) {
            tokens += of(request.toolSpecifications().toString());
        }
        return request.responseFormat() == null
                ? tokens
                : tokens + of(request.responseFormat().toString());
    }

    long of(String text) {
        return TokenCount.exactly(text);
    }

    static long by(String provider, long tokens) {
        return provider.equals(EXACT) ? tokens : (long) Math.ceil(tokens * OTHERS);
    }

    /** What is no plain text goes in as its JSON, which is longer. */
    private static String text(ChatMessage message) {
        return switch (message) {
            case SystemMessage system -> system.text();
            case UserMessage user when user.hasSingleText() -> user.singleText();
            case ToolExecutionResultMessage result when result.hasSingleText() -> result.toolName() + result.text();
            case AiMessage answer when !answer.hasToolExecutionRequests() && answer.text() != null -> answer.text();
            default -> ChatMessageSerializer.messageToJson(message);
        };
    }
}
