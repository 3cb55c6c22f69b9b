package dev.millrace.prediction;

import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What models answered online, and what was right. Written a moment after the answer was given. */
@Component
public final class PredictionLog {
    private static final int FETCH = 500;

    private final TenantTransactions transactions;

    PredictionLog(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Writes answers of one kind; those of a model deleted since, and those already there, are passed over. */
    public void append(Traffic traffic, List<NewPrediction> predictions) {
        transactions.run(
                traffic.tenant(),
                jdbc -> jdbc.sql("""
                        INSERT INTO prediction_log (tenant_id, model_id, version, id, role, rollout_id, at, input, output)
                        SELECT :tenant, v.model_id, v.version, p.id, :role, :rollout, p.at, p.input::jsonb, p.output::jsonb
                        FROM model_versions v, unnest(:ids::uuid[], :times::timestamptz[], :inputs::text[], :outputs::text[])
                            AS p (id, at, input, output)
                        WHERE v.model_id = :model AND v.version = :version
                        ON CONFLICT DO NOTHING""")
                        .param("tenant", traffic.tenant().value())
                        .param("model", traffic.model().value())
                        .param("version", traffic.version())
                        .param("role", traffic.role().wire())
                        .param("rollout", traffic.rollout())
                        .param(
                                "ids",
                                predictions.stream().map(NewPrediction::id).toArray(UUID[]::new))
                        .param(
                                "times",
                                predictions.stream().map(p -> p.at().toString()).toArray(String[]::new))
                        .param(
                                "inputs",
                                predictions.stream().map(p -> text(p.input())).toArray(String[]::new))
                        .param(
                                "outputs",
                                predictions.stream()
                                        .map(p -> p.output().toString())
                                        .toArray(String[]::new))
                        .update());
    }

    /**
     * The predictions of a version that lie in the sample, that is, whose inputs were kept: the newest {@code most} of those
     * answered at {@code since} or later, newest first. Within one database transaction: the reader must not use another.
     */
    public void readSampled(
            TenantId tenant, ModelId model, int version, Instant since, int most, Consumer<LoggedPrediction> reader) {
        read(tenant, model, version, since, most, "AND input IS NOT NULL", reader);
    }

    /** As {@link #readSampled}, with the others, which have no input. */
    public void readAll(
            TenantId tenant, ModelId model, int version, Instant since, int most, Consumer<LoggedPrediction> reader) {
        read(tenant, model, version, since, most, "", reader);
    }

    private void read(
            TenantId tenant,
            ModelId model,
            int version,
            Instant since,
            int most,
            String which,
            Consumer<LoggedPrediction> reader) {
        transactions.run(tenant, jdbc -> {
            try (var rows = jdbc
                    .sql("""
                            SELECT id, version, role, at, input, output, label, feedback_at FROM prediction_log
                            WHERE model_id = :model AND version = :version AND at >= :since %s
                            ORDER BY at DESC, id DESC LIMIT :most""".formatted(which))
                    .withFetchSize(FETCH)
                    .param("model", model.value())
                    .param("version", version)
                    .param("since", since.atOffset(ZoneOffset.UTC))
                    .param("most", most)
                    .query(PredictionLog::logged)
                    .stream()) {
                rows.forEach(reader);
            }
        });
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        return json == null ? null : json.toString();
    }

    private static LoggedPrediction logged(ResultSet row, int index) throws SQLException {
        return new LoggedPrediction(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                PredictionRole.of(row.getString("role")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                json(row.getString("input")),
                Json.parse(row.getString("output")),
                json(row.getString("label")),
                instant(row.getObject("feedback_at", OffsetDateTime.class)));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.parse(text);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
