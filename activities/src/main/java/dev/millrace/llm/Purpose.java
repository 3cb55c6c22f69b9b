package dev.millrace.llm;

import dev.millrace.jobs.JobRef;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for: its costs are booked under {@code feature} ({@code chat}, {@code agent:<name>}, {@code step:llm}),
 * and under the run and step where there is one. {@code actor} is who acts; {@code prompt} the stored version that it was
 * rendered from.
 */
public record Purpose(
        String feature,
        String actor,
        @Nullable JobRef run,
        @Nullable String step,
        @Nullable PromptVersion prompt) {
    public static Purpose of(String feature, String actor) {
        return new Purpose(feature, actor, null, null, null);
    }

    /** One version of a stored prompt. */
    public record PromptVersion(String name, int version) {}
}
