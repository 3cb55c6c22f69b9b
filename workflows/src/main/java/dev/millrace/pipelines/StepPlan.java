package dev.millrace.pipelines;

import dev.millrace.jobs.Priority;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step as the interpreter has to know it; its values and expressions stay in the document. {@code needs} are the steps of
 * the same block that have to be through before it; of those in {@code tolerates} it does not matter how they ended.
 * {@code timeout} is for all attempts together. {@code allowFailure} is null in plans older than it.
 */
public record StepPlan(
        String id,
        String type,
        List<String> needs,
        List<String> tolerates,
        StepKind kind,
        @Nullable FanOut forEach,
        Retry retry,
        @Nullable Duration timeout,
        Priority priority,
        @Nullable Boolean allowFailure) {
    /** Whether the block goes well also when this step does not. */
    boolean mayFail() {
        return Boolean.TRUE.equals(allowFailure);
    }

    /** Whether the same activity can do it after {@code before}, which is all that it needs. */
    boolean follows(StepPlan before) {
        return kind instanceof StepKind.Task
                && kind.equals(before.kind)
                && needs.equals(List.of(before.id))
                && tolerates.isEmpty()
                && Stream.of(this, before).allMatch(step -> step.forEach == null && step.timeout == null)
                && priority == before.priority;
    }

    /** About how many pieces of work the step is; for each item, if it is done for several. */
    int weight() {
        return switch (kind) {
            case StepKind.Branch branch ->
                1 + branch.cases().stream().mapToInt(StepPlan::weight).max().orElse(0);
            case StepKind.Loop loop -> loop.apart() ? 1 : 1 + loop.maxIterations() * weight(loop.body());
            case StepKind.Task task -> 1;
            case StepKind.Job job -> 1;
            case StepKind.Wait wait -> 1;
            case StepKind.Approval approval -> 1;
        };
    }

    private static int weight(List<StepPlan> steps) {
        return steps.stream().mapToInt(StepPlan::weight).sum();
    }

    /** Once for each item: at most {@code window} at a time; after a failed item no other begins if {@code stops}. */
    public record FanOut(int window, boolean stops) {}

    /** {@code backoff} is the time before the second attempt; it doubles for each one after. */
    public record Retry(int maxAttempts, Duration backoff) {
        public static final Retry USUAL = new Retry(3, Duration.ofSeconds(1));
    }
}
