package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Patience;
import dev.millrace.jobs.Policies;
import dev.millrace.jobs.Priority;
import dev.millrace.pipelines.PipelineActivities.Owed;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Undoes completed steps, the last one first, each with a {@code compensate} of its own (a saga: Garcia-Molina and Salem,
 * 1987). What cannot be undone is told, and the others are undone all the same.
 */
final class Compensation {
    private static final int ATTEMPTS = 10;

    private final JobRef run;
    private final PipelineActivities rows;

    Compensation(JobRef run, PipelineActivities rows) {
        this.run = run;
        this.rows = rows;
    }

    /** Also of a run that is cancelled. What could not be undone. */
    List<StepFailure> undo() {
        List<StepFailure> failures = new ArrayList<>();
        Workflow.newDetachedCancellationScope(() -> {
                    for (Owed owed : rows.owed(run)) {
                        undo(owed).ifPresent(failures::add);
                    }
                })
                .run();
        return failures;
    }

    private Optional<StepFailure> undo(Owed owed) {
        StepActivities activities = Workflow.newActivityStub(
                StepActivities.class,
                Policies.step(owed.queue(), "undo `" + owed.path() + "`", ATTEMPTS, null, Priority.HIGH));
        Patience patience = new Patience();
        while (true) {
            try {
                activities.compensate(new StepCall(run, owed.path()));
                return Optional.empty();
            } catch (ActivityFailure failure) {
                Optional<Duration> wait = patience.after(failure);
                if (wait.isEmpty()) {
                    return Optional.of(new StepFailure(owed.path(), JobFailure.of(failure)));
                }
                Workflow.sleep(wait.get());
            }
        }
    }
}
