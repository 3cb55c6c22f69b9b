package dev.millrace.pipelines;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.TaskQueues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans for tests, written shortly. */
final class Plans {
    static final StepKind.Task TASK = new StepKind.Task(TaskQueues.IO);

    private Plans() {}

    static StepPlan task(String id, String... needs) {
        return step(id, TASK, needs);
    }

    static StepPlan step(String id, StepKind kind, String... needs) {
        return new StepPlan(
                id, "test", List.of(needs), List.of(), kind, null, StepPlan.Retry.USUAL, null, Priority.NORMAL, null);
    }

    static StepPlan tolerant(StepPlan step, String... tolerates) {
        return with(step, List.of(tolerates), step.forEach(), step.timeout());
    }

    static StepPlan each(StepPlan step, int window, boolean stops) {
        return with(step, step.tolerates(), new StepPlan.FanOut(window, stops), step.timeout());
    }

    static StepPlan within(StepPlan step, Duration timeout) {
        return with(step, step.tolerates(), step.forEach(), timeout);
    }

    static StepPlan dispensable(StepPlan step) {
        return new StepPlan(
                step.id(),
                step.type(),
                step.needs(),
                step.tolerates(),
                step.kind(),
                step.forEach(),
                step.retry(),
                step.timeout(),
                step.priority(),
                true);
    }

    static PipelineRequest request(StepPlan... steps) {
        return new PipelineRequest(FlowFixture.JOB, List.of(steps), Map.of());
    }

    private static StepPlan with(
            StepPlan step, List<String> tolerates, StepPlan.@Nullable FanOut each, @Nullable Duration timeout) {
        return new StepPlan(
                step.id(),
                step.type(),
                step.needs(),
                tolerates,
                step.kind(),
                each,
                step.retry(),
                timeout,
                step.priority(),
                step.allowFailure());
    }
}
