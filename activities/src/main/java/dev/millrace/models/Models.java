package dev.millrace.models;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registered models of a tenant. {@link ModelVersions} makes them, with their first version. */
@Component
public final class Models {
    private final TenantTransactions transactions;
    private final ArtifactRefs refs;
    private final Serving serving;

    Models(TenantTransactions transactions, ArtifactRefs refs, Serving serving) {
        this.transactions = transactions;
        this.refs = refs;
        this.serving = serving;
    }

    public Optional<Model> find(TenantId tenant, ModelId id) {
        return transactions.in(tenant, jdbc -> new ModelRows(jdbc).find(id));
    }

    public Optional<Model> findByName(TenantId tenant, String name) {
        return transactions.in(tenant, jdbc -> new ModelRows(jdbc).findByName(name));
    }

    /** Newest first, from the one registered before {@code before}. */
    public List<Model> list(TenantId tenant, ModelFilter filter, @Nullable ModelId before, int limit) {
        return transactions.in(tenant, jdbc -> new ModelRows(jdbc).list(filter, before, limit));
    }

    /**
     * Inside the caller's transaction.
     *
     * @throws Problem 422 when the tenant has a model of this name that does another task: all versions of a model answer
     *     the same question
     */
    public void requireTask(JdbcClient jdbc, String name, String task) {
        new ModelRows(jdbc).findByName(name).ifPresent(model -> model.requireTask(task));
    }

    /**
     * Notes, in the transaction that writes the job's row, that the job uses the model, which then cannot be deleted until the
     * job has ended. Answers the version it is to use: the one given, or the deployed one.
     *
     * @throws Problem 404 when the tenant has no such model, 409 when none is deployed, 422 when there is no such version
     */
    public ModelVersion use(JdbcClient jdbc, JobRef job, ModelId id, @Nullable Integer version) {
        ModelRows rows = new ModelRows(jdbc);
        Model model = rows.lockShared(id);
        rows.use(job, id);
        int number = version == null ? model.requireDeployed() : model.requireVersion(version);
        return new VersionRows(jdbc).find(id, number).orElseThrow();
    }

    /**
     * @param precondition is given the model as it is, and throws what is to stop the change
     * @throws Problem 409 when another model has the new name
     */
    public Model update(TenantId tenant, ModelId id, ModelChange change, Consumer<Model> precondition) {
        Model updated;
        try {
            updated = transactions.in(tenant, jdbc -> {
                ModelRows rows = new ModelRows(jdbc);
                precondition.accept(rows.lock(id));
                rows.change(id, change);
                return rows.touch(id);
            });
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("another model is named " + change.name() + "; a name belongs to one model");
        }
        serving.forget(tenant, id);
        return updated;
    }

    /**
     * Names a version, in place of the one that the alias named before.
     *
     * @throws Problem 422 when there is no such version or the alias cannot be one
     */
    public Model setAlias(TenantId tenant, ModelId id, Alias alias, int version, Consumer<Model> precondition) {
        Model updated = transactions.in(tenant, jdbc -> {
            ModelRows rows = new ModelRows(jdbc);
            Model model = rows.lock(id);
            precondition.accept(model);
            model.requireVersion(version);
            rows.setAlias(tenant, id, alias, version);
            return rows.touch(id);
        });
        serving.forget(tenant, id);
        return updated;
    }

    /** @throws Problem 404 when the model has no such alias */
    public void removeAlias(TenantId tenant, ModelId id, Alias alias, Consumer<Model> precondition) {
        transactions.run(tenant, jdbc -> {
            ModelRows rows = new ModelRows(jdbc);
            Model model = rows.lock(id);
            precondition.accept(model);
            if (!model.aliases().containsKey(alias.name())) {
                throw Problem.notFound("alias", alias.name());
            }
            rows.removeAlias(id, alias);
            rows.touch(id);
        });
        serving.forget(tenant, id);
    }

    /**
     * Deletes the model with its versions, aliases and history.
     *
     * @throws Problem 409 while it is deployed and not deprecated, or an open job predicts with it
     */
    public void delete(TenantId tenant, ModelId id, Consumer<Model> precondition) {
        transactions.run(tenant, jdbc -> new ModelDeletion(jdbc, tenant, refs).delete(id, precondition));
        serving.forget(tenant, id);
    }
}
