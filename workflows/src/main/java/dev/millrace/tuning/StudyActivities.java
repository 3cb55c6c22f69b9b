package dev.millrace.tuning;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** Reads and writes how a study stands. Local activities, small and repeatable. */
@ActivityInterface(namePrefix = "Study")
public interface StudyActivities {
    /** Lanes begin to work: the clock of the study runs, and trials that are said to run wait for a lane again. */
    Entered enter(JobRef study);

    StudyState look(JobRef study);

    /** No lane works: the clock stands still. */
    void leave(JobRef study);

    /** Takes no more changes, if there is nothing more to do; answers whether that is so. */
    boolean close(JobRef study);

    /** Writes the row of the training of the best trial, once; null when none is wanted. */
    @Nullable
    Winner winner(JobRef study);

    /**
     * Ends the study by what became of the winner's training.
     *
     * @throws dev.millrace.problems.Problem STUDY_FAILED when that failed
     */
    TuningResult finish(JobRef study);

    /** {@code epoch} tells the lanes of this time from those of earlier ones. */
    record Entered(int epoch, StudyState state) {}

    /** The training of the best trial. */
    record Winner(ChildRun training, Priority priority) {}
}
