package dev.millrace.llm.spending;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.RunSpending;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What runs have used, by the ledger. */
@Component
final class RunLedger implements RunSpending {
    private final TenantTransactions transactions;

    RunLedger(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<JobId, Spent> of(TenantId tenant, Collection<JobId> runs) {
        Map<JobId, Spent> spent = new HashMap<>();
        runs.forEach(run -> spent.put(run, Spent.NOTHING));
        if (runs.isEmpty()) {
            return spent;
        }
        transactions.run(
                tenant,
                jdbc -> jdbc.sql("""
                        WITH RECURSIVE family AS (
                            SELECT id AS eldest, id, workflow_id FROM jobs WHERE id IN (:runs)
                            UNION ALL
                            SELECT f.eldest, j.id, j.workflow_id FROM family f JOIN jobs j ON j.parent_run = f.workflow_id
                        )
                        SELECT f.eldest, sum(c.tokens_in + c.tokens_out) AS tokens, coalesce(sum(c.cost), 0) AS cost
                        FROM family f JOIN llm_calls c ON c.tenant_id = current_tenant() AND c.run_id = f.id
                        GROUP BY f.eldest
                        """)
                        .param("runs", runs.stream().map(JobId::value).toList())
                        .query(row -> {
                            spent.put(
                                    new JobId(row.getObject("eldest", UUID.class)),
                                    new Spent(row.getLong("tokens"), row.getBigDecimal("cost")));
                        }));
        return spent;
    }
}
