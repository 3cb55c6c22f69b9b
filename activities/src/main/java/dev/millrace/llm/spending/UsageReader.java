package dev.millrace.llm.spending;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What providers say of the tokens of an answer, each in its own way. */
final class UsageReader {
    private UsageReader() {}

    /** Empty when the provider has not said it. */
    static Optional<Usage> read(@Nullable TokenUsage usage) {
        if (usage == null || (usage.inputTokenCount() == null && usage.outputTokenCount() == null)) {
            return Optional.empty();
        }
        long in = count(usage.inputTokenCount());
        long out = count(usage.outputTokenCount());
        return Optional.of(
                switch (usage) {
                    case OpenAiTokenUsage openAi
                    when openAi.inputTokensDetails() != null ->
                        usage(in, count(openAi.inputTokensDetails().cachedTokens()), out);
                    // Thoughts are paid for as output, and not in the candidates' count.
                    case GoogleAiGeminiTokenUsage gemini ->
                        usage(in, count(gemini.cachedContentTokenCount()), out + count(gemini.thoughtsTokenCount()));
                    // What is read from or written to its cache is not in the input's count.
                    case AnthropicTokenUsage claude ->
                        usage(
                                in + count(claude.cacheReadInputTokens()) + count(claude.cacheCreationInputTokens()),
                                count(claude.cacheReadInputTokens()),
                                out);
                    default -> usage(in, 0, out);
                });
    }

    private static Usage usage(long in, long cachedIn, long out) {
        return new Usage(in, Math.min(cachedIn, in), out);
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
