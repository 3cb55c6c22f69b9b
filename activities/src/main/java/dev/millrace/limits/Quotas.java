package dev.millrace.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each workspace may use, and whether it may use more. A change holds on every node within seconds. */
public final class Quotas {
    private static final Duration REMEMBERED = Duration.ofSeconds(3);
    private static final long MOST_REMEMBERED = 10_000;
    /** Nearer to the limit than this, those who ask wait for each other, so that together they do not pass it. */
    private static final long NEAR = 100;

    private final TenantTransactions transactions;
    private final Limits usual;
    private final Cache<TenantId, Limits> known = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** @param usual the limits of workspaces that have none of their own */
    public Quotas(TenantTransactions transactions, Limits usual) {
        this.transactions = transactions;
        this.usual = usual;
    }

    /** Not within a tenant's transaction: it may need one. */
    public Limits of(TenantId tenant) {
        Limits limits = known.getIfPresent(tenant);
        if (limits == null) {
            limits = transactions.in(tenant, jdbc -> LimitRows.changes(jdbc).on(usual));
            known.put(tenant, limits);
        }
        return limits;
    }

    public Usage usage(TenantId tenant) {
        return transactions.in(
                tenant,
                jdbc -> new Usage(
                        LimitRows.openJobs(jdbc),
                        LimitRows.datasetRows(jdbc),
                        LimitRows.storageBytes(jdbc),
                        LimitRows.fits(jdbc)));
    }

    /** Sets the limits of a workspace that exists, all of them anew. */
    public Limits change(TenantId tenant, LimitChanges changes) {
        transactions.run(tenant, jdbc -> LimitRows.write(jdbc, tenant, changes));
        known.invalidate(tenant);
        return changes.on(usual);
    }

    /** @throws Problem QUOTA_REACHED when the workspace can have no further open job */
    public static void requireJob(JdbcClient jdbc, TenantId tenant, Limits limits) {
        long open = LimitRows.openJobs(jdbc);
        if (open + NEAR >= limits.openJobs()) {
            LimitRows.lock(jdbc, tenant, "jobs");
            open = LimitRows.openJobs(jdbc);
        }
        if (open >= limits.openJobs()) {
            throw reached("open_jobs", limits.openJobs(), open, "wait until jobs have ended, or cancel some");
        }
    }

    /** @throws Problem QUOTA_REACHED when the workspace has no room for that much more data */
    public static void requireRoom(JdbcClient jdbc, TenantId tenant, Limits limits, long rows, long bytes) {
        LimitRows.lock(jdbc, tenant, "room");
        long hasRows = LimitRows.datasetRows(jdbc);
        if (rows > 0 && hasRows + rows > limits.datasetRows()) {
            throw reached("dataset_rows", limits.datasetRows(), hasRows, rows + " more do not fit; delete datasets");
        }
        long hasBytes = LimitRows.storageBytes(jdbc);
        if (bytes > 0 && hasBytes + bytes > limits.storageBytes()) {
            throw reached(
                    "storage_bytes",
                    limits.storageBytes(),
                    hasBytes,
                    bytes + " more do not fit; delete datasets, models or batches");
        }
    }

    /**
     * Whether so many more fits may begin; until the transaction ends, no other is let in. A job that needs more than the
     * limit has to have the workspace to itself.
     */
    public static boolean admitsFits(JdbcClient jdbc, TenantId tenant, Limits limits, long more) {
        long running = LimitRows.fits(jdbc);
        if (running + more + NEAR > limits.concurrentFits()) {
            LimitRows.lock(jdbc, tenant, "fits");
            running = LimitRows.fits(jdbc);
        }
        return running == 0 || running + more <= limits.concurrentFits();
    }

    private static Problem reached(String quota, long limit, long used, String help) {
        return new Problem(
                ProblemType.QUOTA_REACHED,
                "the workspace's quota " + quota + " is " + limit + " and " + used + " are used: " + help);
    }
}
