package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderKind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A provider of language models, and how it has done lately in the process that answers. */
@Schema(name = "LlmProvider")
record ProviderView(
        @Schema(example = "openai") String name,
        @Schema(description = "How it is spoken to.") ProviderKind kind,

        @Schema(
                description =
                        "Who has set it up; an installation's provider is passed over where the workspace has one of"
                                + " the same name.",
                allowableValues = {"workspace", "installation"})
        String source,

        @Schema(description = "Where the workspace's own provider is; null for the installation's.") @Nullable
        String baseUrl,

        boolean hasKey,

        @Schema(
                description =
                        "healthy; degraded: more than one call in ten has failed; unavailable: it is left alone at the"
                                + " moment; unknown: it has not been asked yet.")
        ProviderHealth.Health health,

        @Schema(
                description =
                        "closed: calls go through; open: it has failed too often and is left alone; half_open: a few"
                                + " calls try whether it is back.",
                allowableValues = {"closed", "open", "half_open"})
        String circuitBreaker,

        int maxConcurrent,
        @Schema(description = "Calls under way.") int concurrent,

        @Schema(description = "The median of its last 100 answers, in milliseconds.") @Nullable
        Long latencyP50Ms,

        @Schema(description = "Of its last 100 answers, in milliseconds.") @Nullable
        Long latencyP95Ms,

        @Schema(description = "Failed by all of its last 100 calls; null when it has not been asked.", example = "0.02")
        @Nullable
        Double errorRate,

        @Schema(
                description =
                        "What the workspace's calls to it have cost in the last 30 days, in USD, as far as prices are"
                                + " known.",
                example = "1.25")
        String cost,

        @Schema(description = "How long it is left alone yet, as it has wished or because it fails.", example = "PT7S")
        @Nullable
        Duration leftAloneFor,

        @Schema(description = "Why the last failed call failed.") @Nullable
        String lastError,

        @Nullable Instant lastErrorAt) {

    static ProviderView of(ProviderHealth health, BigDecimal cost) {
        return new ProviderView(
                health.name(),
                health.kind(),
                health.own() ? "workspace" : "installation",
                health.own() ? health.baseUrl() : null,
                health.hasKey(),
                health.health(),
                state(health.breaker()),
                health.maxConcurrent(),
                health.underWay(),
                millis(health.latencyP50()),
                millis(health.latencyP95()),
                health.errorRate(),
                cost.toPlainString(),
                health.leftAloneFor(),
                health.lastError(),
                health.lastErrorAt());
    }

    private static String state(CircuitBreaker.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : Long.valueOf(duration.toMillis());
    }
}
