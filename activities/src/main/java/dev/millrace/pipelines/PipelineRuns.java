package dev.millrace.pipelines;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Jobs;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What runs of pipelines work by, and which runs a definition has. {@link RunSubmissions} makes them. */
@Component
public final class PipelineRuns {
    private static final int BATCH = 200;
    private static final JobId FIRST = new JobId(new UUID(0, 0));

    private final TenantTransactions transactions;
    private final Jobs jobs;

    PipelineRuns(TenantTransactions transactions, Jobs jobs) {
        this.transactions = transactions;
        this.jobs = jobs;
    }

    public Optional<PipelineRun> find(JobRef job) {
        return transactions.in(job.tenant(), jdbc -> new PipelineRunRows(jdbc).find(job));
    }

    /** @throws Problem NOT_FOUND also when the job is another tenant's or no pipeline's */
    public PipelineRun get(JobRef job) {
        return find(job).orElseThrow(() -> Problem.notFound("run of a pipeline", job.job()));
    }

    /** At most {@code limit} runs of the definition, newest first, older than {@code before}. */
    public List<Job> list(
            TenantId tenant, DefinitionId workflow, @Nullable JobStatus status, @Nullable JobId before, int limit) {
        List<JobId> ids =
                transactions.in(tenant, jdbc -> new PipelineRunRows(jdbc).list(workflow, status, before, limit));
        return jobs.list(tenant, ids);
    }

    /** The definition's runs that have not ended, oldest first. */
    public List<JobId> open(TenantId tenant, DefinitionId workflow) {
        List<JobId> all = new ArrayList<>();
        JobId last = FIRST;
        while (true) {
            JobId after = last;
            List<JobId> some = transactions.in(tenant, jdbc -> new PipelineRunRows(jdbc).open(workflow, after, BATCH));
            all.addAll(some);
            if (some.size() < BATCH) {
                return all;
            }
            last = some.getLast();
        }
    }
}
