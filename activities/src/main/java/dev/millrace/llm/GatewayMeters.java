package dev.millrace.llm;

import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.llm.provider.ProviderFailure;
import dev.millrace.problems.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the gateway tells Prometheus. No label grows with its users: a provider is one of the installation's, or {@code own}
 * for all that workspaces have set up; workspaces, models and features are in the ledger alone.
 */
@Component
@Order(CallFilter.METERS)
final class GatewayMeters implements CallFilter, MeterBinder {
    private static final String PROVIDER = "provider";
    private static final String OWN = "own";
    private static final String NONE = "none";

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final Set<String> installed;

    GatewayMeters(InstalledProviders providers) {
        installed = Set.copyOf(providers.specs().keySet());
    }

    @Override
    public void bindTo(MeterRegistry to) {
        registry.add(to);
    }

    @Override
    public LlmAnswer around(LlmCall call, Function<LlmCall, LlmAnswer> next) {
        long begun = System.nanoTime();
        try {
            LlmAnswer answer = next.apply(call);
            String source = answer.source().name().toLowerCase(Locale.ROOT);
            called(label(answer.provider()), source, "answered", begun);
            if (answer.source() == LlmAnswer.Source.PROVIDER) {
                paid(answer);
            }
            return answer;
        } catch (Problem problem) {
            called(NONE, NONE, problem.type().slug(), begun);
            throw problem;
        } catch (RuntimeException stopped) {
            called(NONE, NONE, "stopped", begun);
            throw stopped;
        }
    }

    /** A provider was asked, and has not answered. */
    void failed(Link link, ProviderFailure failure) {
        registry.counter(
                        "ai.llm.failures",
                        PROVIDER,
                        label(link.provider()),
                        "reason",
                        failure.kind().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** This one has answered in the place of one that failed. */
    void tookOver(String provider) {
        registry.counter("ai.llm.failovers", PROVIDER, label(provider)).increment();
    }

    private void called(String provider, String source, String outcome, long begun) {
        Timer.builder("ai.llm.calls")
                .description("Calls of language models, the time that each took its caller, and what came of it")
                .tags(PROVIDER, provider, "source", source, "outcome", outcome)
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - begun));
    }

    private void paid(LlmAnswer answer) {
        String provider = label(answer.provider());
        TokenUsage usage = answer.response().tokenUsage();
        if (usage != null) {
            tokens(provider, "input", usage.inputTokenCount());
            tokens(provider, "output", usage.outputTokenCount());
        }
        registry.counter("ai.llm.cost.usd", PROVIDER, provider)
                .increment(answer.cost().doubleValue());
    }

    private void tokens(String provider, String direction, @Nullable Integer count) {
        registry.counter("ai.llm.tokens", PROVIDER, provider, "direction", direction)
                .increment(Objects.requireNonNullElse(count, 0));
    }

    private String label(String provider) {
        return installed.contains(provider) || provider.equals(LocalAnswer.PROVIDER) ? provider : OWN;
    }
}
