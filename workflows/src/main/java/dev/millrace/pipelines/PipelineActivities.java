package dev.millrace.pipelines;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what a run needs between its steps: conditions, items, waits, results. Local activities, small and
 * repeatable; every value stays in the database. What ends a step with a {@link dev.millrace.problems.Problem} has recorded
 * that the step failed.
 */
@ActivityInterface(namePrefix = "Pipeline")
public interface PipelineActivities {
    /** Begins a step made of others: decides its condition, then counts its items, or chooses its case. */
    Entered enter(StepCall call);

    /** Begins item {@code call} of a step made of others: chooses its case, if it has some. Its condition was decided with the step's. */
    Entered enterItem(StepCall call);

    /** Whether a loop goes on after {@code iteration}, counted from 0. */
    boolean again(StepCall call, int iteration);

    /** Ends a step made of others: records what it gives. {@code number}: the case chosen, or the iterations done. */
    void leave(StepCall call, int number);

    /** Ends a step whose items are through: records the list of what they gave, null for each that gave nothing. */
    void gather(StepCall call);

    /** The step has failed, for a reason that it did not record itself. */
    void failed(StepCall call, JobFailure failure);

    /** Steps that will not be done in this run. */
    void passedOver(JobRef run, Map<String, StepState> paths);

    /** Begins a wait or an approval; {@code workflowId} is where the answer goes. */
    Opened open(StepCall call, String workflowId);

    /**
     * Ends a wait or an approval; {@code answer} is null when its time is up.
     *
     * @throws dev.millrace.problems.Problem when that means that the step has failed
     */
    StepState close(StepCall call, @Nullable Answer answer);

    /** Writes the row of the step's job, once for each attempt. */
    Launched launch(StepCall call, int attempt);

    /** Records what the step's job gave, or why it failed. */
    Concluded conclude(StepCall call, JobRef child, int attempt);

    /** The completed steps that have a {@code compensate} and are not undone, latest first. */
    List<Owed> owed(JobRef run);

    /** Works out the run's output. */
    void finish(JobRef run);

    /** {@code number}: the items to do, or the case chosen; -1 when the step is skipped. */
    record Entered(int number) {
        public static final Entered SKIPPED = new Entered(-1);

        boolean skipped() {
            return number < 0;
        }
    }

    /** {@code settled}: there is nothing to wait for. {@code seconds} is null when there is no end to the wait, {@code event} when none ends it. */
    record Opened(
            @Nullable StepState settled,
            @Nullable Long seconds,
            @Nullable String event) {}

    /** {@code settled}: there is nothing to run. Else the child to start with {@code argument}. */
    record Launched(@Nullable StepState settled, @Nullable ChildRun child) {}

    /** {@code again}: it failed for a reason that passes with time, and the step has attempts left. */
    record Concluded(@Nullable JobFailure failure, boolean again) {}

    /** A step to be undone, and the queue of the work that does it. */
    record Owed(String path, String queue) {}
}
