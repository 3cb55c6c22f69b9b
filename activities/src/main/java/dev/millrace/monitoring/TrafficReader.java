package dev.millrace.monitoring;

import dev.millrace.models.ModelVersion;
import dev.millrace.prediction.Latencies;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Adds up what all API processes have counted of a version's online requests. */
@Component
final class TrafficReader {
    private static final TypeReference<SortedMap<Integer, Long>> BUCKETS = new TypeReference<>() {};

    private final TenantTransactions transactions;

    TrafficReader(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** From the minute of {@code since} on. */
    TrafficSummary read(TenantId tenant, ModelVersion version, Instant since) {
        List<Count> counts = transactions.in(
                tenant,
                jdbc -> jdbc.sql("""
                        SELECT requests, errors, latency FROM prediction_counts
                        WHERE model_id = :model AND version = :version AND role = 'served' AND minute >= :since""")
                        .param("model", version.modelId().value())
                        .param("version", version.version())
                        .param("since", since.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC))
                        .query((row, n) -> new Count(
                                row.getLong("requests"),
                                row.getLong("errors"),
                                Latencies.of(Json.mapper().readValue(row.getString("latency"), BUCKETS))))
                        .list());
        long requests = counts.stream().mapToLong(Count::requests).sum();
        long errors = counts.stream().mapToLong(Count::errors).sum();
        Latencies latencies = new Latencies();
        counts.forEach(count -> latencies.add(count.latencies()));
        boolean none = latencies.count() == 0;
        return new TrafficSummary(
                requests,
                errors,
                requests == 0 ? 0 : (double) errors / requests,
                none ? null : Double.valueOf(latencies.quantile(0.5)),
                none ? null : Double.valueOf(latencies.quantile(0.95)));
    }

    private record Count(long requests, long errors, Latencies latencies) {}
}
