package dev.millrace.jobs;

import dev.millrace.tenancy.DispatcherDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;

/** {@code ai_workflow_queue_depth}: how many accepted jobs, of all tenants, have not started yet. */
final class QueueDepth implements MeterBinder {
    private final DispatcherDatabase database;

    QueueDepth(DispatcherDatabase database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ai.workflow.queue.depth", this, QueueDepth::count)
                .description("Accepted jobs that have not started yet")
                .register(registry);
    }

    private double count() {
        try {
            return database.jdbc()
                    .sql("SELECT count(*) FROM jobs WHERE status = 'queued'")
                    .query((row, n) -> row.getLong(1))
                    .single();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
