package dev.millrace.pipelines;

import dev.millrace.MovableClock;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.TestJobs;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import org.jspecify.annotations.Nullable;

/** The stores of pipelines on the test database, in a fresh workspace. */
final class Stores {
    final MovableClock clock = new MovableClock();
    final TenantId tenant = TestDatabase.get().workspace();
    final TenantTransactions transactions = TestDatabase.get().transactions();
    final TestJobs jobs = new TestJobs(clock);
    final Definitions definitions = new Definitions(transactions, clock);
    final DefinitionStatistics statistics = new DefinitionStatistics(transactions);
    final PipelineRuns runs = new PipelineRuns(transactions, jobs.jobs);
    final RunSubmissions submissions =
            new RunSubmissions(jobs.jobs, definitions, runs, Steps.DOCUMENTS, new ArtifactRefs(transactions));

    Definition create(String name, String... steps) {
        return definitions.create(tenant, Steps.document(name, steps), "tester");
    }

    JobRef start(Definition definition) {
        return start(definition, null).ref();
    }

    Job start(Definition definition, @Nullable String key) {
        return submissions.start(tenant, new RunRequest(definition.id(), null, null, null), options(key));
    }

    static SubmitOptions options(@Nullable String key) {
        return new SubmitOptions(null, "tester", null, key);
    }

    void fail(JobRef run) {
        jobs.activities.running(run);
        jobs.activities.failed(run, new JobFailure("t", "t", "d"));
    }

    /** A step's row as the interpreter leaves it. */
    void recorded(JobRef run, String step, @Nullable String parent, String status) {
        sql(
                "INSERT INTO job_steps (tenant_id, job_id, step, parent, position, type, status, attempts, output, started_at,"
                        + " completed_at, ended_no) VALUES ('" + tenant + "', '" + run.job() + "', '" + step + "', "
                        + (parent == null ? "NULL" : "'" + parent + "'") + ", 1, 'pure', '" + status
                        + "', 3, '{\"of\": \"" + step + "\"}', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', 7)");
    }

    void sql(String statement) {
        transactions.run(tenant, jdbc -> jdbc.sql(statement).update());
    }

    String text(String query) {
        return transactions.in(
                tenant,
                jdbc -> String.join(" ", jdbc.sql(query).query(String.class).list()));
    }
}
