package dev.millrace.training;

import dev.millrace.jobs.JobRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What only the work on a training needed: prepared rows, models of folds, checkpoints. */
@Component
public final class TrainingRemains {
    private final TrainingArtifacts artifacts;
    private final Checkpoints checkpoints;

    TrainingRemains(TrainingArtifacts artifacts, Checkpoints checkpoints) {
        this.artifacts = artifacts;
        this.checkpoints = checkpoints;
    }

    /** Lets go of all of it, once the job has ended. */
    public void release(JdbcClient jdbc, JobRef job) {
        artifacts.release(jdbc, job);
        checkpoints.forgetAll(jdbc, job);
    }
}
