package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepResults;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a training's model did on the test rows, in full: confusion matrix, curves, importances. */
@Component
public final class TrainingReports {
    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;
    private final TenantTransactions transactions;
    private final StepResults results;

    TrainingReports(ArtifactStore artifacts, ArtifactRefs refs, TenantTransactions transactions, StepResults results) {
        this.artifacts = artifacts;
        this.refs = refs;
        this.transactions = transactions;
        this.results = results;
    }

    /** Empty until the model has been judged. */
    public Optional<EvaluationReport> find(JobRef job) {
        return results.find(job, "evaluate", Evaluation.class)
                .map(evaluation -> artifacts.read(job.tenant(), evaluation.report()))
                .map(json -> Json.read(new String(json, StandardCharsets.UTF_8), EvaluationReport.class));
    }

    ArtifactHandle keep(JobRef job, EvaluationReport report) {
        ArtifactHandle written = artifacts.put(job.tenant(), Json.write(report).getBytes(StandardCharsets.UTF_8));
        transactions.run(job.tenant(), jdbc -> refs.hold(jdbc, job.tenant(), owner(job), written));
        return written;
    }

    /** For the deletion of the job, in its transaction. */
    public void forget(JdbcClient jdbc, JobRef job) {
        refs.release(jdbc, job.tenant(), owner(job));
    }

    private static ArtifactOwner owner(JobRef job) {
        return new ArtifactOwner("training-report", job.job().value());
    }
}
