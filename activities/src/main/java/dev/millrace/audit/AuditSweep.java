package dev.millrace.audit;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every second, chains what others have entered, such as workers; every ten minutes, writes to the log where grown chains end. */
public final class AuditSweep implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CHECKPOINTS = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(AuditSweep.class);

    private final TenantTransactions tenants;
    private final JdbcClient anyTenant;
    private final AuditChain chain;
    private @Nullable ScheduledExecutorService timer;

    AuditSweep(TenantTransactions tenants, DataSource application, AuditChain chain) {
        this.tenants = tenants;
        this.anyTenant = JdbcClient.create(application);
        this.chain = chain;
    }

    /** Chains all that pends. */
    void sweep() {
        for (TenantId tenant : pending()) {
            while (tenants.in(tenant, jdbc -> chain.advance(jdbc, tenant))) {
                LOG.debug("chained {} entries of workspace {}", AuditChain.BATCH, tenant);
            }
        }
    }

    private List<TenantId> pending() {
        return anyTenant
                .sql("SELECT tenants_with_pending_audit()")
                .query((row, n) -> new TenantId(row.getString(1)))
                .list();
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("audit-chain").daemon().factory());
        every(timer, EVERY, this::sweep);
        every(timer, CHECKPOINTS, chain::checkpoints);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer.close();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    private static void every(ScheduledExecutorService timer, Duration period, Runnable work) {
        var _ = timer.scheduleWithFixedDelay(
                () -> safely(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Audit entries wait to be chained, the next round follows: {}", e.getMessage());
            LOG.debug("why the round failed", e);
        }
    }
}
