package dev.millrace.erasure;

import dev.millrace.erasure.Erasure.Certificate;
import dev.millrace.erasure.Erasure.Found;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries out what was asked to be erased. Who takes one holds it for ten minutes, so that another goes on with it should
 * this process die. For an hour after, every minute, it erases what work that was still under way has written.
 */
final class ErasureLoop implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ErasureLoop.class);

    private final DispatcherDatabase database;
    private final Eraser eraser;
    private @Nullable ScheduledExecutorService timer;

    ErasureLoop(DispatcherDatabase database, Eraser eraser) {
        this.database = database;
        this.eraser = eraser;
    }

    void sweep() {
        for (Erasure due : due()) {
            if (hold(due)) {
                try {
                    carryOut(due);
                } catch (RuntimeException e) {
                    LOG.warn("Workspace {} cannot be erased now, trying again: {}", due.workspace(), e.getMessage());
                    later(due, "15 seconds");
                }
            }
        }
    }

    private void carryOut(Erasure due) {
        Found found = due.found().plus(eraser.erase(due.workspace()));
        if (due.certificate() == null) {
            Certificate certificate = eraser.certify(due, found);
            database.jdbc()
                    .sql("UPDATE erasures SET found = :found::jsonb, certificate = :certificate::jsonb,"
                            + " completed_at = now() WHERE tenant_id = :asker AND workspace = :workspace")
                    .param("found", Json.write(found))
                    .param("certificate", Json.write(certificate))
                    .param("asker", due.asker().value())
                    .param("workspace", due.workspace().value())
                    .update();
            LOG.info("workspace {} is erased: {}", due.workspace(), found);
        }
        later(due, "1 minute");
    }

    private List<Erasure> due() {
        return database.jdbc()
                .sql(
                        "SELECT * FROM erasures WHERE next_at <= now()"
                                + " AND (completed_at IS NULL OR completed_at > now() - interval '1 hour') ORDER BY next_at LIMIT 10")
                .query(Erasures::row)
                .list();
    }

    private boolean hold(Erasure due) {
        return database.jdbc()
                        .sql("UPDATE erasures SET next_at = now() + interval '10 minutes'"
                                + " WHERE tenant_id = :asker AND workspace = :workspace AND next_at <= now()")
                        .param("asker", due.asker().value())
                        .param("workspace", due.workspace().value())
                        .update()
                == 1;
    }

    private void later(Erasure due, String when) {
        database.jdbc()
                .sql("UPDATE erasures SET next_at = now() + :when::interval"
                        + " WHERE tenant_id = :asker AND workspace = :workspace")
                .param("when", when)
                .param("asker", due.asker().value())
                .param("workspace", due.workspace().value())
                .update();
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("erasure").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::safely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void safely() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warn("A round of erasing failed, the next one follows: {}", e.getMessage());
            LOG.debug("why the round failed", e);
        }
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
}
