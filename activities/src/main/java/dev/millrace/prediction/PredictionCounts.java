package dev.millrace.prediction;

import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** How online requests went, over all API processes, each of which writes about every second what it has counted. */
@Component
public final class PredictionCounts {
    private static final UUID NO_ROLLOUT = new UUID(0, 0);

    private final TenantTransactions transactions;

    PredictionCounts(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** What one process has counted of one kind of traffic in one minute so far. */
    public record Minute(Traffic traffic, Instant minute, TrafficCount count) {}

    /** Replaces what the process wrote of these minutes before. All are of one tenant. */
    public void write(TenantId tenant, UUID node, Collection<Minute> minutes) {
        transactions.run(tenant, jdbc -> minutes.forEach(minute -> write(jdbc, node, minute)));
    }

    /** Since the beginning of a rollout's traffic step. */
    public TrafficCount ofStage(Traffic traffic) {
        return transactions.in(
                traffic.tenant(),
                jdbc -> jdbc
                        .sql("""
                        SELECT requests, errors, rows, latency FROM prediction_counts
                        WHERE rollout_id = :rollout AND stage = :stage AND model_id = :model AND version = :version
                            AND role = :role""")
                        .param("rollout", Objects.requireNonNullElse(traffic.rollout(), NO_ROLLOUT))
                        .param("stage", traffic.stage())
                        .param("model", traffic.model().value())
                        .param("version", traffic.version())
                        .param("role", traffic.role().wire())
                        .query((row, index) -> new TrafficCount(
                                row.getLong("requests"),
                                row.getLong("errors"),
                                row.getLong("rows"),
                                Latencies.of(buckets(row.getString("latency")))))
                        .list()
                        .stream()
                        .reduce(TrafficCount.none(), TrafficCount::plus));
    }

    private static void write(JdbcClient jdbc, UUID node, Minute minute) {
        Traffic traffic = minute.traffic();
        TrafficCount count = minute.count();
        jdbc.sql("""
                        INSERT INTO prediction_counts (tenant_id, model_id, version, role, rollout_id, stage, minute, node,
                            requests, errors, rows, latency)
                        SELECT :tenant, model_id, version, :role, :rollout, :stage, :minute, :node,
                            :requests, :errors, :rows, :latency::jsonb
                        FROM model_versions WHERE model_id = :model AND version = :version
                        ON CONFLICT (model_id, version, role, rollout_id, stage, minute, node) DO UPDATE SET
                            requests = excluded.requests, errors = excluded.errors, rows = excluded.rows,
                            latency = excluded.latency""")
                .param("tenant", traffic.tenant().value())
                .param("model", traffic.model().value())
                .param("version", traffic.version())
                .param("role", traffic.role().wire())
                .param("rollout", Objects.requireNonNullElse(traffic.rollout(), NO_ROLLOUT))
                .param("stage", traffic.stage())
                .param("minute", minute.minute().atOffset(ZoneOffset.UTC))
                .param("node", node)
                .param("requests", count.requests())
                .param("errors", count.errors())
                .param("rows", count.rows())
                .param("latency", Json.write(count.latencies().buckets()))
                .update();
    }

    private static SortedMap<Integer, Long> buckets(String json) {
        Map<Integer, Long> buckets = Json.mapper().readValue(json, new TypeReference<>() {});
        return new TreeMap<>(buckets);
    }
}
