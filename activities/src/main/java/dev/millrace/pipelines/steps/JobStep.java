package dev.millrace.pipelines.steps;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A step that is a job of its own, run as a child of the pipeline's. */
public interface JobStep extends StepType {
    JobKind kind();

    /**
     * What to submit.
     *
     * @throws dev.millrace.problems.Problem when no such job can be
     */
    Child child(StepContext step, JsonNode with);

    /** What the step gives once the job is completed, as {@link #outputSchema()} says. */
    JsonNode output(Job completed);

    /** The job's name, its request as its kind stores it, and what is written with its row (as the HTTP endpoint does it). */
    record Child(String name, Object request, Also also) {}

    /** Writes the feature's own rows in the transaction that writes the job's; its checks may refuse the job. */
    @FunctionalInterface
    interface Also {
        Also NOTHING = (jdbc, job) -> {};

        void write(JdbcClient jdbc, JobRef job);
    }
}
