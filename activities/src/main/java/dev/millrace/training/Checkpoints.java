package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.training.algorithm.Checkpoint;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the fits of a job have come: of each fold the latest state. */
@Component
final class Checkpoints {
    private final TenantTransactions transactions;
    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;

    Checkpoints(TenantTransactions transactions, ArtifactStore artifacts, ArtifactRefs refs) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.refs = refs;
    }

    /** Replaces what the fold had. A late write of an older step is passed over. */
    void save(JobRef job, String fold, int step, Checkpoint.State state) {
        ArtifactHandle written = artifacts.write(job.tenant(), state::writeTo);
        transactions.run(job.tenant(), jdbc -> {
            if (insert(jdbc, job, fold, step, written) == 1) {
                forgetOlder(jdbc, job, fold, step);
                refs.release(jdbc, job.tenant(), owner(job, fold));
                refs.hold(jdbc, job.tenant(), owner(job, fold), written);
            }
        });
    }

    Optional<Checkpoint> latest(JobRef job, String fold) {
        return transactions
                .in(job.tenant(), jdbc -> find(jdbc, job, fold))
                .map(stored -> new Checkpoint(stored.step(), artifacts.read(job.tenant(), stored.state())));
    }

    /** Forgets the fold's state, once there is no use for it. */
    void forget(JdbcClient jdbc, JobRef job, String fold) {
        jdbc.sql("DELETE FROM checkpoints WHERE job_id = :job AND fold = :fold")
                .param("job", job.job().value())
                .param("fold", fold)
                .update();
        refs.release(jdbc, job.tenant(), owner(job, fold));
    }

    /** Forgets what all folds have left. */
    void forgetAll(JdbcClient jdbc, JobRef job) {
        jdbc.sql("SELECT DISTINCT fold FROM checkpoints WHERE job_id = :job")
                .param("job", job.job().value())
                .query(String.class)
                .list()
                .forEach(fold -> forget(jdbc, job, fold));
    }

    private static int insert(JdbcClient jdbc, JobRef job, String fold, int step, ArtifactHandle state) {
        return jdbc.sql("INSERT INTO checkpoints (tenant_id, job_id, fold, step, sha256, size)"
                        + " SELECT :tenant, :job, :fold, :step, :sha256, :size WHERE NOT EXISTS"
                        + " (SELECT 1 FROM checkpoints WHERE job_id = :job AND fold = :fold AND step >= :step)")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("fold", fold)
                .param("step", step)
                .param("sha256", state.sha256())
                .param("size", state.size())
                .update();
    }

    private static void forgetOlder(JdbcClient jdbc, JobRef job, String fold, int step) {
        jdbc.sql("DELETE FROM checkpoints WHERE job_id = :job AND fold = :fold AND step < :step")
                .param("job", job.job().value())
                .param("fold", fold)
                .param("step", step)
                .update();
    }

    private static Optional<Stored> find(JdbcClient jdbc, JobRef job, String fold) {
        return jdbc.sql("SELECT step, sha256, size FROM checkpoints WHERE job_id = :job AND fold = :fold"
                        + " ORDER BY step DESC LIMIT 1")
                .param("job", job.job().value())
                .param("fold", fold)
                .query((row, n) -> new Stored(
                        row.getInt("step"), new ArtifactHandle(row.getString("sha256"), row.getLong("size"))))
                .optional();
    }

    private static ArtifactOwner owner(JobRef job, String fold) {
        return new ArtifactOwner("checkpoint-" + fold, job.job().value());
    }

    private record Stored(int step, ArtifactHandle state) {}
}
