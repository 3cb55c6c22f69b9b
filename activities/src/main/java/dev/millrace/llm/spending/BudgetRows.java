package dev.millrace.llm.spending;

import dev.millrace.tenancy.TenantId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on budgets and on what calls under way have reserved in them, within the caller's tenant transaction. */
record BudgetRows(JdbcClient jdbc) {
    private static final String ALL = "SELECT * FROM llm_budgets WHERE tenant_id = current_tenant()";

    /**
     * Those of the scopes that have a budget, as they stand now. Nobody else changes them, or reserves in them, until
     * this transaction ends. They are locked in the order of their scopes, so that no two transactions wait for each other.
     */
    List<Budget> lock(Collection<String> scopes, Instant now) {
        List<Budget> found = jdbc.sql(ALL + " AND scope IN (:scopes) ORDER BY scope FOR NO KEY UPDATE")
                .param("scopes", scopes)
                .query(BudgetRows::budget)
                .list();
        return standing(found, now);
    }

    List<Budget> find(Collection<String> scopes, Instant now) {
        return standing(
                jdbc.sql(ALL + " AND scope IN (:scopes)")
                        .param("scopes", scopes)
                        .query(BudgetRows::budget)
                        .list(),
                now);
    }

    /** All but those of single runs. */
    List<Budget> list(Instant now) {
        return standing(
                jdbc.sql(ALL + " AND scope NOT LIKE 'run:%' ORDER BY scope")
                        .query(BudgetRows::budget)
                        .list(),
                now);
    }

    Optional<Budget> find(BudgetScope scope, Instant now) {
        return find(List.of(scope.value()), now).stream().findFirst();
    }

    void insert(TenantId tenant, BudgetScope scope, BudgetLimits limits, BigDecimal spent, String by, Instant now) {
        jdbc.sql("INSERT INTO llm_budgets (tenant_id, scope, soft, hard, period, revision, period_start, spent, warned,"
                        + " updated_by, updated_at) VALUES (:tenant, :scope, :soft, :hard, :period, 1, :start, :spent,"
                        + " false, :by, :now)")
                .param("tenant", tenant.value())
                .param("scope", scope.value())
                .param("soft", limits.soft())
                .param("hard", limits.hard())
                .param("period", limits.period().wire())
                .param("start", utc(limits.period().start(now)))
                .param("spent", spent)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    void update(BudgetScope scope, BudgetLimits limits, BigDecimal spent, String by, Instant now) {
        jdbc.sql("UPDATE llm_budgets SET soft = :soft, hard = :hard, period = :period, revision = revision + 1,"
                        + " period_start = :start, spent = :spent, warned = false, updated_by = :by, updated_at = :now"
                        + " WHERE tenant_id = current_tenant() AND scope = :scope")
                .param("scope", scope.value())
                .param("soft", limits.soft())
                .param("hard", limits.hard())
                .param("period", limits.period().wire())
                .param("start", utc(limits.period().start(now)))
                .param("spent", spent)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    void stand(Budget budget) {
        jdbc.sql("UPDATE llm_budgets SET spent = :spent, warned = :warned, period_start = :start"
                        + " WHERE tenant_id = current_tenant() AND scope = :scope")
                .param("scope", budget.scope().value())
                .param("spent", budget.spent())
                .param("warned", budget.warned())
                .param("start", utc(budget.periodStart()))
                .update();
    }

    boolean delete(BudgetScope scope) {
        return jdbc.sql("DELETE FROM llm_budgets WHERE tenant_id = current_tenant() AND scope = :scope")
                        .param("scope", scope.value())
                        .update()
                == 1;
    }

    void reserve(TenantId tenant, UUID call, BudgetScope scope, BigDecimal amount, Instant expires) {
        jdbc.sql("INSERT INTO llm_reservations (tenant_id, call_id, scope, amount, expires_at)"
                        + " VALUES (:tenant, :call, :scope, :amount, :expires)")
                .param("tenant", tenant.value())
                .param("call", call)
                .param("scope", scope.value())
                .param("amount", amount)
                .param("expires", utc(expires))
                .update();
    }

    void release(UUID call) {
        jdbc.sql("DELETE FROM llm_reservations WHERE call_id = :call")
                .param("call", call)
                .update();
    }

    /** Those of processes that died: they count no more, but lie there. */
    void sweep(Instant now) {
        jdbc.sql("DELETE FROM llm_reservations WHERE (call_id, scope) IN (SELECT call_id, scope FROM llm_reservations"
                        + " WHERE tenant_id = current_tenant() AND expires_at <= :now FOR UPDATE SKIP LOCKED)")
                .param("now", utc(now))
                .update();
    }

    /** Settlements go on side by side; no budget is set meanwhile. */
    void settling() {
        advisoryLock("pg_advisory_xact_lock_shared");
    }

    /** No settlement goes on until this transaction ends. */
    void setting() {
        advisoryLock("pg_advisory_xact_lock");
    }

    private void advisoryLock(String function) {
        jdbc.sql("SELECT " + function + "(hashtextextended('llm budgets of ' || current_tenant(), 0))")
                .query((row, n) -> n)
                .single();
    }

    private List<Budget> standing(List<Budget> found, Instant now) {
        if (found.isEmpty()) {
            return found;
        }
        Map<String, BigDecimal> open = new HashMap<>();
        jdbc.sql("SELECT scope, sum(amount) AS amount FROM llm_reservations WHERE tenant_id = current_tenant()"
                        + " AND scope IN (:scopes) AND expires_at > :now GROUP BY scope")
                .param(
                        "scopes",
                        found.stream().map(budget -> budget.scope().value()).toList())
                .param("now", utc(now))
                .query(row -> {
                    open.put(row.getString("scope"), row.getBigDecimal("amount"));
                });
        return found.stream()
                .map(budget -> budget.at(now)
                        .reserving(open.getOrDefault(budget.scope().value(), BigDecimal.ZERO)))
                .toList();
    }

    private static Budget budget(ResultSet row, int number) throws SQLException {
        return new Budget(
                new BudgetScope(row.getString("scope")),
                new BudgetLimits(
                        row.getBigDecimal("soft"),
                        row.getBigDecimal("hard"),
                        BudgetPeriod.ofWire(row.getString("period"))),
                row.getInt("revision"),
                row.getObject("period_start", OffsetDateTime.class).toInstant(),
                row.getBigDecimal("spent"),
                BigDecimal.ZERO,
                row.getBoolean("warned"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
