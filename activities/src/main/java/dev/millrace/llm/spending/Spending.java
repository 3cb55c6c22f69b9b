package dev.millrace.llm.spending;

import dev.millrace.audit.AuditLog;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.jobs.JobRef;
import dev.millrace.llm.LlmCall;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds budgets however many calls go on at once: a call reserves the most that it may cost in each of its budgets before
 * it is made, and settles for what it did cost in the transaction that books it. The budgets' rows are the locks, held for
 * a few statements.
 */
@Component
final class Spending {
    /** Longer than any call; after it, the process that made one is taken for dead. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final TenantTransactions transactions;
    private final Ledger ledger;
    private final JobEvents events;
    private final Clock clock;

    Spending(TenantTransactions transactions, Ledger ledger, JobEvents events, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Those of the scopes that have a hard limit. */
    List<Budget> hard(TenantId tenant, Set<String> scopes) {
        return transactions.in(tenant, jdbc -> new BudgetRows(jdbc).find(scopes, clock.instant())).stream()
                .filter(budget -> budget.limits().hard() != null)
                .toList();
    }

    /**
     * @param most by the budgets' scopes: what the call may cost in each of them
     * @throws Problem BUDGET_EXCEEDED when it does not fit into one of them; nothing is reserved then
     */
    void reserve(TenantId tenant, UUID call, Map<String, BigDecimal> most) {
        Instant now = clock.instant();
        try {
            transactions.run(tenant, jdbc -> {
                BudgetRows rows = new BudgetRows(jdbc);
                for (Budget budget : rows.lock(most.keySet(), now)) {
                    BigDecimal amount = most.getOrDefault(budget.scope().value(), BigDecimal.ZERO);
                    requireRoom(budget, amount, now);
                    rows.reserve(tenant, call, budget.scope(), amount, now.plus(LEASE));
                }
            });
        } catch (Problem refused) {
            sweep(tenant, now, refused);
            throw refused;
        }
    }

    private void sweep(TenantId tenant, Instant now, Problem refused) {
        try {
            transactions.run(tenant, jdbc -> new BudgetRows(jdbc).sweep(now));
        } catch (RuntimeException notSwept) {
            refused.addSuppressed(notSwept);
        }
    }

    /** Books the call, in the ledger and in each of its budgets, and gives back what it had reserved. */
    void settle(Booking booking, Set<String> scopes) {
        LlmCall call = booking.call();
        Instant now = clock.instant();
        transactions.run(call.tenant(), jdbc -> {
            BudgetRows rows = new BudgetRows(jdbc);
            List<Budget> passed = spend(rows, booking, scopes, now);
            rows.release(booking.id());
            ledger.insert(jdbc, booking);
            passed.forEach(budget -> warn(jdbc, call, budget));
        });
    }

    /** Answers the budgets whose soft limit the call has passed. */
    private static List<Budget> spend(BudgetRows rows, Booking booking, Set<String> scopes, Instant now) {
        BigDecimal cost = Objects.requireNonNullElse(booking.cost(), BigDecimal.ZERO);
        if (cost.signum() == 0) {
            return List.of();
        }
        rows.settling();
        List<Budget> passed = new ArrayList<>();
        for (Budget before : rows.lock(scopes, now)) {
            Budget after = before.spending(cost);
            rows.stand(after);
            if (after.warned() && !before.warned()) {
                passed.add(after);
            }
        }
        return passed;
    }

    private static void requireRoom(Budget budget, BigDecimal amount, Instant now) {
        BigDecimal hard = budget.limits().hard();
        if (hard == null || budget.allows(amount)) {
            return;
        }
        String ends = budget.limits()
                .period()
                .end(now)
                .map(end -> "it begins anew at " + end)
                .orElse("it does not begin anew");
        throw new Problem(
                ProblemType.BUDGET_EXCEEDED,
                "this call may cost up to " + Money.text(amount) + " USD, and the budget " + budget.scope() + " of "
                        + Money.text(hard) + " USD (" + budget.limits().period().wire() + ") has "
                        + Money.text(budget.left(hard)) + " USD left; " + ends
                        + ". A smaller max_tokens reserves less; PUT /api/v1/llm/budgets/" + budget.scope()
                        + " changes the budget");
    }

    private void warn(JdbcClient jdbc, LlmCall call, Budget budget) {
        String told = "the soft limit of the budget " + budget.scope() + ", "
                + Money.text(budget.limits().soft()) + " USD ("
                + budget.limits().period().wire() + "), is passed: "
                + Money.text(budget.spent()) + " USD are spent";
        AuditLog.append(
                jdbc,
                call.tenant(),
                "millrace",
                "LLM BUDGET SOFT LIMIT",
                "/api/v1/llm/budgets/" + budget.scope(),
                200,
                null);
        JobRef run = call.purpose().run();
        if (run != null) {
            NewEvent event = new NewEvent(
                    EventType.LOG,
                    "llm-budget-" + budget.scope() + "-" + budget.periodStart() + "-" + budget.revision(),
                    Map.of("level", "warn", "message", told));
            events.append(jdbc, call.tenant(), run.job().value(), event);
        }
    }
}
