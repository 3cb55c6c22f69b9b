package dev.millrace.monitoring;

import dev.millrace.tenancy.DispatcherDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What watches tell Prometheus. Models and workspaces are no labels: there may be any number of them. */
@Component
final class MonitoringMeters implements MeterBinder {
    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final ObjectProvider<DispatcherDatabase> database;

    MonitoringMeters(ObjectProvider<DispatcherDatabase> database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry to) {
        registry.add(to);
        for (Verdict verdict : Verdict.values()) {
            registry.counter("ai.model.evaluations", "verdict", verdict.wire());
        }
        for (AlertKind kind : AlertKind.values()) {
            Gauge.builder("ai.model.alerts.open", () -> open(kind))
                    .description("Alerts of watched models, of all workspaces, that are not over")
                    .tag("kind", kind.wire())
                    .register(to);
        }
    }

    void looked(Verdict verdict) {
        registry.counter("ai.model.evaluations", "verdict", verdict.wire()).increment();
    }

    /** NaN where this process has no dispatcher's connection, or the database does not answer. */
    private double open(AlertKind kind) {
        DispatcherDatabase dispatcher = database.getIfAvailable();
        if (dispatcher == null) {
            return Double.NaN;
        }
        try {
            return dispatcher
                    .jdbc()
                    .sql("SELECT count(*) FROM monitoring_alerts WHERE kind = :kind AND resolved_at IS NULL")
                    .param("kind", kind.wire())
                    .query((row, n) -> row.getLong(1))
                    .single();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
