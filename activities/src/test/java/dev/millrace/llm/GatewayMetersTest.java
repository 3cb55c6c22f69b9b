package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.llm.LlmAnswer.Source;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayMetersTest {
    private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
    private final GatewayMeters meters =
            new GatewayMeters(new InstalledProviders(TestRouter.environment(Map.of("OPENAI_API_KEY", "k"))));

    GatewayMetersTest() {
        meters.bindTo(counted);
    }

    @Test
    void countsCallsTokensAndCostByProvider() {
        ask(answer("openai", Source.PROVIDER));
        ask(answer("openai", Source.PROVIDER));

        assertThat(calls("openai", "provider", "answered").count()).isEqualTo(2);
        assertThat(tokens("input")).isEqualTo(120);
        assertThat(tokens("output")).isEqualTo(80);
        assertThat(counter("ai.llm.cost.usd").count()).isEqualTo(0.02);
    }

    @Test
    void paysNothingForWhatTheCacheAnswers() {
        ask(answer("openai", Source.EXACT_CACHE));

        assertThat(calls("openai", "exact_cache", "answered").count()).isEqualTo(1);
        assertThat(counted.find("ai.llm.cost.usd").counter()).isNull();
        assertThat(counted.find("ai.llm.tokens").counter()).isNull();
    }

    @Test
    void tellsRefusalsByTheirReason() {
        assertThatThrownBy(() -> meters.around(call(), call -> {
                    throw new Problem(ProblemType.BUDGET_EXCEEDED, "used up");
                }))
                .isInstanceOf(Problem.class);

        assertThat(calls("none", "none", "budget-exceeded").count()).isEqualTo(1);
    }

    @Test
    void hasNoLabelThatGrowsWithItsUsers() {
        for (int i = 0; i < 50; i++) {
            ask(answer("provider-" + i, Source.PROVIDER));
        }

        assertThat(counted.find("ai.llm.calls").timers()).hasSize(1);
        assertThat(counted.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .containsOnly("provider", "source", "outcome", "direction");
        assertThat(calls("own", "provider", "answered").count()).isEqualTo(50);
    }

    private void ask(LlmAnswer answer) {
        assertThat(meters.around(call(), call -> answer)).isSameAs(answer);
    }

    private Timer calls(String provider, String source, String outcome) {
        return counted.get("ai.llm.calls")
                .tags("provider", provider, "source", source, "outcome", outcome)
                .timer();
    }

    private double tokens(String direction) {
        return counted.get("ai.llm.tokens")
                .tags("provider", "openai", "direction", direction)
                .counter()
                .count();
    }

    private Counter counter(String name) {
        return counted.get(name).tags("provider", "openai").counter();
    }

    private static LlmCall call() {
        ChatRequest request = ChatRequest.builder()
                .messages(List.of(UserMessage.from("What?")))
                .build();
        return LlmCall.of(new TenantId("somebody"), "default", request, Purpose.of("chat", "ann"));
    }

    private static LlmAnswer answer(String provider, Source source) {
        ChatResponse response = ChatResponse.builder()
                .aiMessage(AiMessage.from("That."))
                .tokenUsage(new TokenUsage(60, 40))
                .build();
        return new LlmAnswer(response, provider, "m", new BigDecimal("0.01"), source, true, Duration.ofMillis(5));
    }
}
