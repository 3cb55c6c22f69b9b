package dev.millrace.pipelines;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the runs of definitions went. */
@Component
public final class DefinitionStatistics {
    private static final double MILLIS = 1000;
    private static final String SELECT = """
            SELECT p.workflow_id, count(*) AS runs,
                count(*) FILTER (WHERE j.status = 'completed') AS completed,
                count(*) FILTER (WHERE j.status IN ('completed', 'failed', 'cancelled')) AS ended,
                percentile_cont(0.5) WITHIN GROUP (
                    ORDER BY extract(epoch FROM j.completed_at - j.started_at)::double precision)
                    FILTER (WHERE j.status = 'completed') AS p50
            FROM pipeline_runs p JOIN jobs j ON j.id = p.job_id
            WHERE p.workflow_id IN (:ids) GROUP BY p.workflow_id
            """;

    private final TenantTransactions transactions;

    DefinitionStatistics(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Of each of the definitions, also of those without runs. */
    public Map<DefinitionId, RunStatistics> of(TenantId tenant, Collection<DefinitionId> definitions) {
        Map<DefinitionId, RunStatistics> found = new HashMap<>();
        definitions.forEach(id -> found.put(id, RunStatistics.NONE));
        if (!definitions.isEmpty()) {
            List<UUID> ids = definitions.stream().map(DefinitionId::value).toList();
            transactions.run(
                    tenant,
                    jdbc -> jdbc.sql(SELECT)
                            .param("ids", ids)
                            .query((row, n) -> Map.entry(
                                    new DefinitionId(row.getObject("workflow_id", UUID.class)), statistics(row)))
                            .list()
                            .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
        }
        return found;
    }

    private static RunStatistics statistics(ResultSet row) throws SQLException {
        long ended = row.getLong("ended");
        Double rate = ended == 0 ? null : (double) row.getLong("completed") / ended;
        return new RunStatistics(row.getLong("runs"), rate, duration(row.getObject("p50", Double.class)));
    }

    private static @Nullable Duration duration(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofMillis(Math.round(seconds * MILLIS));
    }
}
