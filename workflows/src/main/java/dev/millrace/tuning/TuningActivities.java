package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;

/** The work on a study. Each finds what an earlier attempt at it did. */
@ActivityInterface(namePrefix = "Tuning")
public interface TuningActivities {
    /** @throws dev.millrace.problems.Problem when data set, algorithms and search space do not fit together */
    void validate(JobRef study);

    /**
     * Does trials one after another, as many as a slice of time holds and one at least. A trial that was interrupted in the
     * same lane is done again with its number and parameters.
     *
     * @param epoch as {@link StudyActivities#enter} gave it; in another one nothing is done
     * @param lane from 0; two at work at the same time have different ones
     */
    StudyState work(JobRef study, int epoch, int lane);

    /**
     * Says what was learnt.
     *
     * @throws dev.millrace.problems.Problem STUDY_FAILED when no trial gave a value, or too many failed
     */
    void conclude(JobRef study);
}
