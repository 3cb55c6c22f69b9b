package dev.millrace.jobs;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How one kind of job is started; each feature has one as a bean. */
public interface JobType {
    JobKind kind();

    /** The workflow's type: the simple name of its interface. */
    Class<?> workflow();

    /** The workflow's argument, made from the accepted job. */
    Object argument(Job job);

    /** As the other, where a tenant's transaction is under way. */
    default Object argument(JdbcClient jdbc, Job job) {
        return argument(job);
    }

    /** The model that the run is about, as it is searched for in Temporal; empty when there is none. */
    default String model(Job job) {
        return job.name();
    }

    /** Lets go of what only the work needed; in the transaction that ends the job, however it ends. */
    default void ended(JdbcClient jdbc, JobRef job) {}
}
