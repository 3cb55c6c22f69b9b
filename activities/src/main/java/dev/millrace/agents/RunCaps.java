package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import dev.millrace.llm.spending.BudgetLimits;
import dev.millrace.llm.spending.BudgetPeriod;
import dev.millrace.llm.spending.BudgetScope;
import dev.millrace.llm.spending.Budgets;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a run may cost is a budget of its own, so that the run never goes beyond it, as with any other budget. */
@Component
final class RunCaps {
    private final Budgets budgets;

    RunCaps(Budgets budgets) {
        this.budgets = budgets;
    }

    /** @param most in USD; null where only the workspace's budgets bound the run */
    void set(JdbcClient jdbc, JobRef run, @Nullable BigDecimal most, String actor) {
        if (most != null) {
            BudgetLimits limits = new BudgetLimits(null, most, BudgetPeriod.TOTAL);
            budgets.put(jdbc, run.tenant(), BudgetScope.run(run.job()), limits, actor);
        }
    }

    /** The run has ended. */
    void forget(JdbcClient jdbc, JobRef run) {
        budgets.remove(jdbc, BudgetScope.run(run.job()));
    }
}
