package dev.millrace.models;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Versions that take over bit by bit: how traffic is shared out meanwhile, and how it ends. What is asked of a rollout that
 * has ended changes nothing, so each effect may come twice, or too late.
 */
@Component
public final class Rollouts {
    private final TenantTransactions transactions;
    private final Serving serving;

    Rollouts(TenantTransactions transactions, Serving serving) {
        this.transactions = transactions;
        this.serving = serving;
    }

    /**
     * Writes the entry of a rollout that begins, in the transaction that writes its job; no traffic goes to it yet. Notes that
     * the job uses the model. Answers the model.
     *
     * @throws dev.millrace.problems.Problem 404 without such a model, 422 without such a version, 409 while another rollout is
     *     under way, when nothing is deployed to go back to, the version serves already, or the model is deprecated
     */
    public Model begin(JdbcClient jdbc, JobRef job, ModelId model, int version, Strategy strategy, String by) {
        Model found = new RolloutChange(jdbc, job.tenant(), model).begin(job.job(), version, strategy, by);
        new ModelRows(jdbc).use(job, model);
        return found;
    }

    /** Gives the version its share, or lets it predict beside the others; false when the rollout has ended. */
    public boolean shift(TenantId tenant, ModelId model, JobId rollout, int stage, double share, boolean shadow) {
        boolean open = transactions.in(
                tenant, jdbc -> new RolloutChange(jdbc, tenant, model).shift(rollout, stage, share, shadow));
        serving.forget(tenant, model);
        return open;
    }

    /** Puts the version into service for everyone; false when the rollout has ended otherwise. */
    public boolean promote(TenantId tenant, ModelId model, JobId rollout, String detail) {
        return end(tenant, model, rollout, Deployment.State.SERVED, detail);
    }

    /** Ends it in favour of the version that served before; false when it has ended otherwise. */
    public boolean rollBack(TenantId tenant, ModelId model, JobId rollout, String detail) {
        return end(tenant, model, rollout, Deployment.State.ROLLED_BACK, detail);
    }

    /** Ends a comparison that puts nothing into service; false when it has ended otherwise. */
    public boolean conclude(TenantId tenant, ModelId model, JobId rollout, String detail) {
        return end(tenant, model, rollout, Deployment.State.CONCLUDED, detail);
    }

    /** The last word on a rollout whose job has ended, in the transaction that ends it. */
    public void close(JdbcClient jdbc, JobRef job) {
        new RolloutRows(jdbc)
                .modelOf(job.job())
                .ifPresent(model -> new RolloutChange(jdbc, job.tenant(), model)
                        .end(job.job(), Deployment.State.ROLLED_BACK, "its run ended before it was decided"));
    }

    /** The entry of the rollout that is under way. */
    public Optional<Deployment> open(TenantId tenant, ModelId model) {
        return transactions.in(tenant, jdbc -> new RolloutRows(jdbc).open(model));
    }

    /** The entry that a job wrote. */
    public Optional<Deployment> of(TenantId tenant, JobId rollout) {
        return transactions.in(tenant, jdbc -> new RolloutRows(jdbc).of(rollout));
    }

    /** How traffic is shared out now; null when it is not. */
    public @Nullable Split split(TenantId tenant, ModelId model) {
        return transactions.in(
                tenant,
                jdbc -> new ModelRows(jdbc).find(model).map(Model::split).orElse(null));
    }

    private boolean end(TenantId tenant, ModelId model, JobId rollout, Deployment.State state, String detail) {
        boolean ended =
                transactions.in(tenant, jdbc -> new RolloutChange(jdbc, tenant, model).end(rollout, state, detail));
        serving.forget(tenant, model);
        return ended;
    }
}
