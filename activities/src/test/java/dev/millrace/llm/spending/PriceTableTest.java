package dev.millrace.llm.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.millrace.MovableClock;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
    private final MovableClock clock = new MovableClock();
    private final PriceTable shipped = new PriceTable(PriceFile.read(""), clock);

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5-mini, 0.25, 2.0",
        "openai, gpt-5-mini-2025-08-07, 0.25, 2.0",
        "openai, gpt-4.1, 2.0, 8.0",
        "anthropic, claude-opus-4-8, 5.0, 25.0",
        "anthropic, claude-opus-5-5, 4.0, 20.0",
        "gemini, gemini-2.5-flash, 0.3, 2.5",
        "ollama, llama3.2, 0, 0",
        "local, local, 0, 0"
    })
    void knowsListPrices(String provider, String model, BigDecimal input, BigDecimal output) {
        var price = shipped.of(provider, model).orElseThrow();
        assertThat(price.inputPerMillion()).isEqualByComparingTo(input);
        assertThat(price.outputPerMillion()).isEqualByComparingTo(output);
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-5-mini-audio", "openai, gpt-5", "azure, gpt-5-mini", "openai, ''"})
    void guessesNoPrice(String provider, String model) {
        assertThat(shipped.of(provider, model).isPresent()).isEqualTo(model.equals("gpt-5"));
    }

    @Test
    void endsAPriceWithItsDay() {
        assertThat(shipped.of("gemini", "gemini-3.8-flash").orElseThrow().inputPerMillion())
                .isEqualByComparingTo("0.75");
        clock.advance(Duration.ofDays(365));
        assertThat(shipped.of("gemini", "gemini-3.8-flash").orElseThrow().inputPerMillion())
                .isEqualByComparingTo("1.50");
    }

    @Test
    void chargesCachedTokensAndLongContextsByTheirOwnPrices() {
        assertThat(cost("openai", "gpt-5-mini", new Usage(1_000_000, 400_000, 1_000_000)))
                .isEqualByComparingTo("2.16");
        assertThat(cost("gemini", "gemini-2.5-pro", new Usage(200_000, 0, 0))).isEqualByComparingTo("0.25");
        assertThat(cost("gemini", "gemini-2.5-pro", new Usage(200_001, 0, 0))).isEqualByComparingTo("0.5000025");
    }

    @Test
    void readsEachProvidersWayOfCounting() {
        var openAi = OpenAiTokenUsage.builder()
                .inputTokenCount(100)
                .outputTokenCount(10)
                .inputTokensDetails(OpenAiTokenUsage.InputTokensDetails.builder()
                        .cachedTokens(60)
                        .build())
                .build();
        assertThat(UsageReader.read(openAi)).contains(new Usage(100, 60, 10));
        var gemini = GoogleAiGeminiTokenUsage.builder()
                .inputTokenCount(100)
                .outputTokenCount(10)
                .thoughtsTokenCount(90)
                .cachedContentTokenCount(50)
                .build();
        assertThat(UsageReader.read(gemini)).contains(new Usage(100, 50, 100));
        var claude = AnthropicTokenUsage.builder()
                .inputTokenCount(100)
                .outputTokenCount(10)
                .cacheReadInputTokens(900)
                .cacheCreationInputTokens(7)
                .build();
        assertThat(UsageReader.read(claude)).contains(new Usage(1_007, 900, 10));
        assertThat(UsageReader.read(null)).isEmpty();
    }

    @Test
    void takesAFileInsteadOfTheShippedOne(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("prices.yaml"), "prices: [{provider: '*', models: ['a*z'], input: 1, output: 2}]");
        PriceTable table = new PriceTable(PriceFile.read(file.toString()), clock);
        assertThat(table.of("any", "abcz")).isPresent();
        assertThat(table.of("any", "abc")).isEmpty();
        assertThat(table.of("openai", "gpt-5-mini")).isEmpty();
        assertThatThrownBy(() -> PriceFile.read(folder.resolve("none").toString()))
                .hasMessageContaining("MILLRACE_LLM_PRICES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prices: []",
                "prices: [{provider: a, models: [b], input: 1}]",
                "prices: [{provider: a, models: [b], input: -1, output: 1}]",
                "prices: [{provider: a, models: [b], input: x, output: 1}]",
                "prices: [{provider: a, models: [], input: 1, output: 1}]",
                "prices: [{provider: a, models: [b], input: 1, output: 1, outptu: 2}]",
                "prices: [{provider: a, models: [b], input: 1, output: 1, until: soon}]",
                "prices: [",
            })
    void refusesAFileThatIsWrong(String yaml) {
        assertThatThrownBy(() -> PriceFile.parse("mine.yaml", yaml))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mine.yaml");
    }

    @ParameterizedTest
    @CsvSource({"a*b*c, aXbYbc, true", "a*b*c, abcd, false", "*, '', true", "'', a, false", "**a, bba, true"})
    void matchesPatterns(String pattern, String text, boolean matches) {
        assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
    }

    private BigDecimal cost(String provider, String model, Usage usage) {
        return shipped.rate(provider, model).orElseThrow().cost(usage);
    }
}
