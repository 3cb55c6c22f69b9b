package dev.millrace.jobs;

import dev.millrace.limits.Limits;
import dev.millrace.limits.Quotas;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of all jobs: accepts new ones, finds, lists and deletes. */
@Component
public final class Jobs {
    private final TenantTransactions transactions;
    private final IdempotencyKeys keys;
    private final JobMoves moves;
    private final JobInserts inserts;
    private final PromptStart promptStart;
    private final Quotas quotas;

    Jobs(
            TenantTransactions transactions,
            IdempotencyKeys keys,
            JobMoves moves,
            JobInserts inserts,
            PromptStart promptStart,
            Quotas quotas) {
        this.transactions = transactions;
        this.keys = keys;
        this.moves = moves;
        this.inserts = inserts;
        this.promptStart = promptStart;
        this.quotas = quotas;
    }

    /**
     * Accepts a job, or answers the one that the same idempotency key and request made before. {@code also} writes the
     * feature's own rows in the same transaction.
     *
     * @throws Problem IDEMPOTENCY_KEY_REUSED when the key stands for another request, QUOTA_REACHED when the workspace has
     *     as many open jobs as it may
     */
    public Job submit(TenantId tenant, Submission submission, BiConsumer<JdbcClient, JobRef> also) {
        JobRef ref = new JobRef(tenant, new JobId(Ids.next()));
        Limits limits = quotas.of(tenant);
        Job job = transactions.in(tenant, jdbc -> {
            JobRef owner = keys.claim(jdbc, ref, submission);
            if (owner.equals(ref)) {
                Quotas.requireJob(jdbc, tenant, limits);
                inserts.insert(jdbc, ref, submission, null);
                also.accept(jdbc, ref);
                moves.announce(jdbc, ref, JobStatus.QUEUED, null);
            }
            return find(jdbc, owner.job()).orElseThrow(() -> Problem.notFound("job", owner.job()));
        });
        if (job.ref().equals(ref)) {
            promptStart.soon(ref);
        }
        return job;
    }

    public Job submit(TenantId tenant, Submission submission) {
        return submit(tenant, submission, (jdbc, ref) -> {});
    }

    public Optional<Job> find(TenantId tenant, JobId job) {
        return transactions.in(tenant, jdbc -> find(jdbc, job));
    }

    /** @throws Problem NOT_FOUND also when the job is another tenant's or of another kind */
    public Job get(TenantId tenant, JobKind kind, JobId job) {
        return find(tenant, job).filter(found -> found.kind() == kind).orElseThrow(() -> Problem.notFound("job", job));
    }

    /** As the others, where a tenant's transaction is under way. */
    public Job get(JdbcClient jdbc, JobId job) {
        return find(jdbc, job).orElseThrow(() -> Problem.notFound("job", job));
    }

    public Job get(TenantId tenant, JobId job) {
        return find(tenant, job).orElseThrow(() -> Problem.notFound("job", job));
    }

    /** At most {@code limit} jobs, newest first, older than {@code before}. */
    public List<Job> list(TenantId tenant, JobFilter filter, @Nullable JobId before, int limit) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT * FROM jobs WHERE (:kind::text IS NULL OR kind = :kind)"
                                + " AND (:status::text IS NULL OR status = :status)"
                                + " AND (:name::text IS NULL OR name = :name)"
                                + " AND (:after::timestamptz IS NULL OR created_at > :after)"
                                + " AND (:until::timestamptz IS NULL OR created_at < :until)"
                                + " AND (:before::uuid IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                        .param(
                                "kind",
                                filter.kind() == null ? null : filter.kind().wire())
                        .param(
                                "status",
                                filter.status() == null ? null : filter.status().wire())
                        .param("name", filter.name())
                        .param("after", utc(filter.createdAfter()))
                        .param("until", utc(filter.createdBefore()))
                        .param("before", before == null ? null : before.value())
                        .param("limit", limit)
                        .query(JobRows::job)
                        .list());
    }

    /** Those of the jobs that there are, newest first. */
    public List<Job> list(TenantId tenant, Collection<JobId> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT * FROM jobs WHERE id IN (:jobs) ORDER BY id DESC")
                        .param("jobs", jobs.stream().map(JobId::value).toList())
                        .query(JobRows::job)
                        .list());
    }

    /**
     * Deletes a job that has ended; {@code also} deletes what the feature keeps for it, in the same transaction.
     *
     * @throws Problem CONFLICT when the job is still open
     */
    public void delete(TenantId tenant, JobKind kind, JobId job, BiConsumer<JdbcClient, JobRef> also) {
        transactions.run(tenant, jdbc -> {
            Job found = lock(jdbc, job)
                    .filter(locked -> locked.kind() == kind)
                    .orElseThrow(() -> Problem.notFound("job", job));
            if (!found.status().isFinal()) {
                throw Problem.conflict("the job is " + found.status().wire()
                        + "; only a completed, failed or cancelled job can be deleted: cancel it first");
            }
            also.accept(jdbc, found.ref());
            keys.forget(jdbc, job);
            jdbc.sql("DELETE FROM jobs WHERE id = :job")
                    .param("job", job.value())
                    .update();
        });
    }

    static Optional<Job> lock(JdbcClient jdbc, JobId job) {
        return jdbc.sql("SELECT * FROM jobs WHERE id = :job FOR NO KEY UPDATE")
                .param("job", job.value())
                .query(JobRows::job)
                .optional();
    }

    private static Optional<Job> find(JdbcClient jdbc, JobId job) {
        return jdbc.sql("SELECT * FROM jobs WHERE id = :job")
                .param("job", job.value())
                .query(JobRows::job)
                .optional();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
