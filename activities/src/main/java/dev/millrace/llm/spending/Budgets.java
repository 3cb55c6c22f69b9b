package dev.millrace.llm.spending;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a tenant may spend on language models. A new or changed budget counts what its period has cost already. */
@Component
public final class Budgets {
    private final TenantTransactions transactions;
    private final Clock clock;

    public Budgets(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    public List<Budget> list(TenantId tenant) {
        return transactions.in(tenant, jdbc -> new BudgetRows(jdbc).list(clock.instant()));
    }

    public Optional<Budget> find(TenantId tenant, BudgetScope scope) {
        return transactions.in(tenant, jdbc -> new BudgetRows(jdbc).find(scope, clock.instant()));
    }

    public Budget get(TenantId tenant, BudgetScope scope) {
        return find(tenant, scope).orElseThrow(() -> Problem.notFound("budget", scope));
    }

    /** @param precondition is given the budget as it is, and throws what is to stop the change */
    public Budget put(
            TenantId tenant,
            BudgetScope scope,
            BudgetLimits limits,
            String actor,
            Consumer<Optional<Budget>> precondition) {
        return transactions.in(tenant, jdbc -> {
            scope.run().ifPresent(run -> requireRun(jdbc, run.value()));
            return put(jdbc, tenant, scope, limits, actor, precondition);
        });
    }

    /** As the other, in the caller's transaction: the run that a scope names may be made in it as well. */
    public Budget put(JdbcClient jdbc, TenantId tenant, BudgetScope scope, BudgetLimits limits, String actor) {
        return put(jdbc, tenant, scope, limits, actor, before -> {});
    }

    /** @throws Problem NOT_FOUND when there is none */
    public void delete(TenantId tenant, BudgetScope scope, Consumer<Budget> precondition) {
        transactions.run(tenant, jdbc -> {
            BudgetRows rows = new BudgetRows(jdbc);
            Budget before = rows.lock(List.of(scope.value()), clock.instant()).stream()
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("budget", scope));
            precondition.accept(before);
            rows.delete(scope);
        });
    }

    /** Removes it, if there is one, in the caller's transaction. */
    public void remove(JdbcClient jdbc, BudgetScope scope) {
        new BudgetRows(jdbc).delete(scope);
    }

    private Budget put(
            JdbcClient jdbc,
            TenantId tenant,
            BudgetScope scope,
            BudgetLimits limits,
            String actor,
            Consumer<Optional<Budget>> precondition) {
        BudgetRows rows = new BudgetRows(jdbc);
        Instant now = clock.instant();
        // Else a call that settles meanwhile would be in neither the ledger's sum nor the budget.
        rows.setting();
        Optional<Budget> before =
                rows.lock(List.of(scope.value()), now).stream().findFirst();
        precondition.accept(before);
        BigDecimal spent = spent(jdbc, scope, limits.period().start(now));
        if (before.isEmpty()) {
            rows.insert(tenant, scope, limits, spent, actor, now);
        } else {
            rows.update(scope, limits, spent, actor, now);
        }
        return rows.find(scope, now).orElseThrow();
    }

    private static BigDecimal spent(JdbcClient jdbc, BudgetScope scope, Instant since) {
        return jdbc.sql("SELECT coalesce(sum(cost), 0) FROM llm_calls WHERE tenant_id = current_tenant()"
                        + " AND at >= :since AND " + scope.condition())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("name", scope.name())
                .query(BigDecimal.class)
                .single();
    }

    private static void requireRun(JdbcClient jdbc, UUID run) {
        boolean there = jdbc.sql("SELECT count(*) > 0 FROM jobs WHERE id = :run")
                .param("run", run)
                .query(Boolean.class)
                .single();
        if (!there) {
            throw Problem.notFound("run", run);
        }
    }
}
