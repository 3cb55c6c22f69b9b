package dev.millrace.monitoring;

import dev.millrace.models.ModelId;
import dev.millrace.monitoring.drift.FeatureDrift;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the looks at watched models have found, for ninety days. */
@Component
public final class Evaluations {
    private static final Duration KEPT = Duration.ofDays(90);

    private final TenantTransactions transactions;

    Evaluations(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Newest first, those before {@code before}. */
    public List<Evaluation> list(TenantId tenant, ModelId model, @Nullable UUID before, int limit) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT * FROM monitoring_evaluations WHERE model_id = :model"
                                + " AND (:before::uuid IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                        .param("model", model.value())
                        .param("before", before)
                        .param("limit", limit)
                        .query(Evaluations::evaluation)
                        .list());
    }

    /** Whether it is new: the same round is kept once. Forgets those that are too old. */
    boolean keep(JdbcClient jdbc, TenantId tenant, String round, MonitoringReport report) {
        jdbc.sql("DELETE FROM monitoring_evaluations WHERE model_id = :model AND at < :oldest")
                .param("model", report.modelId().value())
                .param("oldest", report.at().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("""
                        INSERT INTO monitoring_evaluations (id, tenant_id, model_id, round, version, at, window_start,
                            samples, verdict, summary)
                        VALUES (:id, :tenant, :model, :round, :version, :at, :since, :samples, :verdict, :summary::jsonb)
                        ON CONFLICT (model_id, round) DO NOTHING""")
                        .param("id", Ids.next())
                        .param("tenant", tenant.value())
                        .param("model", report.modelId().value())
                        .param("round", round)
                        .param("version", report.version())
                        .param("at", report.at().atOffset(ZoneOffset.UTC))
                        .param("since", report.since().atOffset(ZoneOffset.UTC))
                        .param("samples", report.samples())
                        .param("verdict", report.verdict().wire())
                        .param("summary", Json.write(summary(report)))
                        .update()
                == 1;
    }

    private static Evaluation.Summary summary(MonitoringReport report) {
        return new Evaluation.Summary(
                report.detail(),
                report.drifting().stream()
                        .map(FeatureDrift::name)
                        .limit(Alerts.MOST_REASONS)
                        .toList(),
                Stream.concat(report.features().stream(), Stream.ofNullable(report.output()))
                        .map(FeatureDrift::psi)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                report.labels(),
                report.traffic());
    }

    private static Evaluation evaluation(ResultSet row, int number) throws SQLException {
        return new Evaluation(
                row.getObject("id", UUID.class),
                row.getObject("version", Integer.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("window_start", OffsetDateTime.class).toInstant(),
                row.getLong("samples"),
                Verdict.of(row.getString("verdict")),
                Json.read(row.getString("summary"), Evaluation.Summary.class));
    }
}
