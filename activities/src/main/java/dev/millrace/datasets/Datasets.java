package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.JobId;
import dev.millrace.limits.Limits;
import dev.millrace.limits.Quotas;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The datasets of a tenant: versions under a name, numbered from 1, each kept as Parquet. */
public final class Datasets {
    private final TenantTransactions transactions;
    private final ArtifactRefs refs;
    private final Ingest ingest;
    private final Quotas quotas;

    public Datasets(TenantTransactions transactions, ArtifactRefs refs, Ingest ingest, Quotas quotas) {
        this.transactions = transactions;
        this.refs = refs;
        this.ingest = ingest;
        this.quotas = quotas;
    }

    /**
     * Reads uploaded data to its end and checks it, holding none of it in memory; to be closed, whether or not it is then
     * added.
     *
     * @throws Problem when the data cannot be read, is too large or breaks off
     */
    public ReceivedData receive(InputStream upload) {
        return ingest.receive(upload);
    }

    /**
     * Keeps uploaded data as the name's next version. The same bytes (gzip undone) as its newest version are that version
     * again.
     */
    public Added add(TenantId tenant, NewDataset about, ReceivedData data) {
        Optional<Dataset> same = transactions.in(tenant, jdbc -> same(jdbc, tenant, about, data));
        if (same.isPresent()) {
            return new Added(same.get(), false);
        }
        Limits limits = roomFor(tenant, data);
        StoredData stored = ingest.store(data, tenant);
        return transactions.in(tenant, jdbc -> {
            DatasetRows.lockName(jdbc, tenant, about.name());
            return same(jdbc, tenant, about, data)
                    .map(dataset -> new Added(dataset, false))
                    .orElseGet(() -> new Added(insert(jdbc, tenant, about, data, stored, limits), true));
        });
    }

    /** What {@link #make} has made under the key before. */
    public Optional<Dataset> made(TenantId tenant, String key) {
        return transactions.in(tenant, jdbc -> DatasetRows.made(jdbc, tenant, key));
    }

    /** As {@link #add}, once for each key: the same key again gives the version that it gave the first time. */
    public Dataset make(TenantId tenant, String key, NewDataset about, ReceivedData data) {
        Limits limits = roomFor(tenant, data);
        StoredData stored = ingest.store(data, tenant);
        return transactions.in(tenant, jdbc -> {
            DatasetRows.lockName(jdbc, tenant, about.name());
            return DatasetRows.made(jdbc, tenant, key).orElseGet(() -> {
                Dataset dataset = same(jdbc, tenant, about, data)
                        .orElseGet(() -> insert(jdbc, tenant, about, data, stored, limits));
                DatasetRows.noteMade(jdbc, tenant, key, dataset.id());
                return dataset;
            });
        });
    }

    private static Optional<Dataset> same(JdbcClient jdbc, TenantId tenant, NewDataset about, ReceivedData data) {
        return DatasetRows.newest(jdbc, tenant, about.name())
                .filter(newest -> newest.sha256().equals(data.sha256()));
    }

    /** Looked at before the work and again when the row is written; answers the limits, for which that is too late. */
    private Limits roomFor(TenantId tenant, ReceivedData data) {
        Limits limits = quotas.of(tenant);
        transactions.run(
                tenant,
                jdbc -> Quotas.requireRoom(jdbc, tenant, limits, data.shape().rows(), 0));
        return limits;
    }

    private Dataset insert(
            JdbcClient jdbc, TenantId tenant, NewDataset about, ReceivedData data, StoredData stored, Limits limits) {
        Quotas.requireRoom(
                jdbc, tenant, limits, data.shape().rows(), stored.parquet().size());
        int version = DatasetRows.newest(jdbc, tenant, about.name())
                        .map(Dataset::version)
                        .orElse(0)
                + 1;
        DatasetId id = new DatasetId(Ids.next());
        DatasetRows.insert(jdbc, tenant, id, version, about, data, stored);
        refs.hold(jdbc, tenant, owner(id), stored.parquet());
        return get(jdbc, tenant, id);
    }

    public Optional<Dataset> find(TenantId tenant, DatasetId id) {
        return transactions.in(tenant, jdbc -> DatasetRows.find(jdbc, tenant, id));
    }

    /** @throws Problem when the tenant has no such dataset */
    public Dataset get(TenantId tenant, DatasetId id) {
        return transactions.in(tenant, jdbc -> get(jdbc, tenant, id));
    }

    /** As {@link #get(TenantId, DatasetId)}, inside the caller's transaction. */
    public Dataset get(JdbcClient jdbc, TenantId tenant, DatasetId id) {
        return DatasetRows.find(jdbc, tenant, id).orElseThrow(() -> Problem.notFound("dataset", id));
    }

    /** Newest first, at most {@code limit}, only older than {@code before} and only of that name where given. */
    public List<Dataset> list(TenantId tenant, @Nullable String name, @Nullable DatasetId before, int limit) {
        if (name != null && !NewDataset.isName(name)) {
            return List.of();
        }
        return transactions.in(tenant, jdbc -> DatasetRows.list(jdbc, tenant, name, before, limit));
    }

    /**
     * Notes, in the transaction that writes the job's row, that the job uses the dataset, which then cannot be deleted until
     * the job has ended.
     *
     * @throws Problem when the tenant has no such dataset
     */
    public Dataset use(JdbcClient jdbc, TenantId tenant, JobId job, DatasetId id) {
        DatasetRows.lockShared(jdbc, id);
        Dataset dataset = get(jdbc, tenant, id);
        DatasetRows.use(jdbc, tenant, job, id);
        return dataset;
    }

    /**
     * Deletes one version; its bytes go with the next sweep, unless another dataset has the same.
     *
     * @throws Problem when the tenant has no such dataset, or a job that is not final uses it
     */
    public void delete(TenantId tenant, DatasetId id) {
        transactions.run(tenant, jdbc -> {
            DatasetRows.lock(jdbc, id);
            Dataset dataset = get(jdbc, tenant, id);
            DatasetRows.openJob(jdbc, tenant, id).ifPresent(job -> {
                throw Problem.conflict("dataset " + dataset.name() + " version " + dataset.version()
                        + " is used by job " + job + "; cancel the job or wait until it has ended");
            });
            DatasetRows.delete(jdbc, tenant, id);
            refs.release(jdbc, tenant, owner(id));
        });
    }

    private static ArtifactOwner owner(DatasetId id) {
        return new ArtifactOwner("dataset", id.value());
    }

    /** A dataset that was asked for, and whether it did not exist before. */
    public record Added(Dataset dataset, boolean created) {}
}
