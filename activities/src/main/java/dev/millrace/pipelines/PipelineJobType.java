package dev.millrace.pipelines;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobType;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantTransactions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pipeline's workflow carries the plan of its steps, and which of them are done. Flows of agents are pipelines too. */
final class PipelineJobType implements JobType {
    private final JobKind kind;
    private final TenantTransactions transactions;
    private final ObjectProvider<Documents> documents;

    /** @param documents asked for late: the types of steps that they know use jobs themselves */
    PipelineJobType(JobKind kind, TenantTransactions transactions, ObjectProvider<Documents> documents) {
        this.kind = kind;
        this.transactions = transactions;
        this.documents = documents;
    }

    @Override
    public JobKind kind() {
        return kind;
    }

    @Override
    public Class<?> workflow() {
        return PipelineWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return transactions.in(job.ref().tenant(), jdbc -> argument(jdbc, job));
    }

    @Override
    public Object argument(JdbcClient jdbc, Job job) {
        PipelineRun run = new PipelineRunRows(jdbc)
                .find(job.ref())
                .orElseThrow(
                        () -> Problem.notFound("run of a pipeline", job.ref().job()));
        return new PipelineRequest(
                job.ref(), documents.getObject().stored(run.document()).plan(), done(jdbc, job.ref()));
    }

    @Override
    public String model(Job job) {
        return "";
    }

    /** Nobody is asked any more. */
    @Override
    public void ended(JdbcClient jdbc, JobRef job) {
        Waits.endAll(jdbc, job);
    }

    private static Map<String, StepState> done(JdbcClient jdbc, JobRef job) {
        Map<String, StepState> done = new LinkedHashMap<>();
        jdbc.sql("SELECT step, status FROM job_steps WHERE job_id = :job AND parent IS NULL AND taken_from IS NOT NULL"
                        + " ORDER BY position, step")
                .param("job", job.job().value())
                .query(row -> {
                    done.put(
                            row.getString("step"),
                            StepState.valueOf(row.getString("status").toUpperCase(Locale.ROOT)));
                });
        return done;
    }
}
