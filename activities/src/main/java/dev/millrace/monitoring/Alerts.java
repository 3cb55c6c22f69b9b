package dev.millrace.monitoring;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alerts of watched models: raised and resolved in the transaction that keeps the look that found it. */
@Component
public final class Alerts {
    static final int MOST_REASONS = 50;

    private final TenantTransactions transactions;
    private final JobEvents events;

    Alerts(TenantTransactions transactions, JobEvents events) {
        this.transactions = transactions;
        this.events = events;
    }

    /** Newest first, those raised before {@code before}. */
    public List<Alert> list(TenantId tenant, ModelId model, @Nullable UUID before, int limit) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT * FROM monitoring_alerts WHERE model_id = :model"
                                + " AND (:before::uuid IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                        .param("model", model.value())
                        .param("before", before)
                        .param("limit", limit)
                        .query(Alerts::alert)
                        .list());
    }

    /** Those that are not over. */
    public List<Alert> open(TenantId tenant, ModelId model) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT * FROM monitoring_alerts WHERE model_id = :model AND resolved_at IS NULL"
                                + " ORDER BY id")
                        .param("model", model.value())
                        .query(Alerts::alert)
                        .list());
    }

    /** Raises and resolves what a look at a model has changed; the caller holds the monitor's row lock. */
    void follow(JdbcClient jdbc, JobRef watch, MonitoringReport report, @Nullable String webhookUrl) {
        for (AlertKind kind : AlertKind.values()) {
            Alert open = open(jdbc, report.modelId(), kind).orElse(null);
            switch (Episode.of(kind, report, open)) {
                case Episode.Unchanged() -> {}
                case Episode.Raised(List<String> reasons) ->
                    tell(jdbc, watch, raise(jdbc, watch.tenant(), kind, report, reasons), "raised", webhookUrl);
                case Episode.Resolved(String resolution) -> {
                    if (open != null) {
                        tell(jdbc, watch, resolve(jdbc, open, report.at(), resolution), "resolved", webhookUrl);
                    }
                }
            }
        }
    }

    /** Notes the job that an alert has started. */
    void retrainedBy(JdbcClient jdbc, UUID alert, JobId job) {
        jdbc.sql("UPDATE monitoring_alerts SET retraining_id = :job WHERE id = :id")
                .param("job", job.value())
                .param("id", alert)
                .update();
    }

    /** When the last one was raised that has started a retraining. */
    Optional<Instant> lastRetraining(TenantId tenant, ModelId model) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT max(raised_at) FROM monitoring_alerts"
                                + " WHERE model_id = :model AND retraining_id IS NOT NULL")
                        .param("model", model.value())
                        .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                        .single());
    }

    private static Optional<Alert> open(JdbcClient jdbc, ModelId model, AlertKind kind) {
        return jdbc.sql(
                        "SELECT * FROM monitoring_alerts WHERE model_id = :model AND kind = :kind AND resolved_at IS NULL")
                .param("model", model.value())
                .param("kind", kind.wire())
                .query(Alerts::alert)
                .optional();
    }

    private static Alert raise(
            JdbcClient jdbc, TenantId tenant, AlertKind kind, MonitoringReport report, List<String> reasons) {
        return jdbc.sql("""
                        INSERT INTO monitoring_alerts (id, tenant_id, model_id, version, kind, reasons, raised_at)
                        VALUES (:id, :tenant, :model, :version, :kind, :reasons::jsonb, :at) RETURNING *""")
                .param("id", Ids.next())
                .param("tenant", tenant.value())
                .param("model", report.modelId().value())
                .param("version", report.version())
                .param("kind", kind.wire())
                .param("reasons", Json.write(reasons))
                .param("at", report.at().atOffset(ZoneOffset.UTC))
                .query(Alerts::alert)
                .single();
    }

    private static Alert resolve(JdbcClient jdbc, Alert open, Instant at, String resolution) {
        return jdbc.sql("UPDATE monitoring_alerts SET resolved_at = :at, resolution = :resolution WHERE id = :id"
                        + " RETURNING *")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("resolution", resolution)
                .param("id", open.id())
                .query(Alerts::alert)
                .single();
    }

    private void tell(JdbcClient jdbc, JobRef watch, Alert alert, String event, @Nullable String webhookUrl) {
        events.append(
                jdbc,
                watch.tenant(),
                watch.job().value(),
                new NewEvent(EventType.ALERT, alert.id() + ":" + event, shown(alert, event)));
        if (webhookUrl != null) {
            jdbc.sql("INSERT INTO monitoring_webhooks (tenant_id, alert_id, event, url)"
                            + " VALUES (:tenant, :alert, :event, :url)")
                    .param("tenant", watch.tenant().value())
                    .param("alert", alert.id())
                    .param("event", event)
                    .param("url", webhookUrl)
                    .update();
        }
    }

    /** What an event and a webhook say of an alert. */
    static Map<String, @Nullable Object> shown(Alert alert, String event) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("alert", alert.id());
        shown.put("event", event);
        shown.put("kind", alert.kind());
        shown.put("model_id", alert.modelId());
        shown.put("version", alert.version());
        shown.put("reasons", alert.reasons());
        shown.put("raised_at", alert.raisedAt());
        if (alert.resolvedAt() != null) {
            shown.put("resolved_at", alert.resolvedAt());
            shown.put("resolution", alert.resolution());
        }
        return shown;
    }

    static Alert alert(ResultSet row, int number) throws SQLException {
        UUID retraining = row.getObject("retraining_id", UUID.class);
        OffsetDateTime resolved = row.getObject("resolved_at", OffsetDateTime.class);
        return new Alert(
                row.getObject("id", UUID.class),
                new ModelId(row.getObject("model_id", UUID.class)),
                row.getInt("version"),
                AlertKind.of(row.getString("kind")),
                List.of(Json.read(row.getString("reasons"), String[].class)),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                resolved == null ? null : resolved.toInstant(),
                row.getString("resolution"),
                retraining == null ? null : new JobId(retraining));
    }
}
