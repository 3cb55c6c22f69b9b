package dev.millrace.llm;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a tenant's calls to each provider have cost lately. */
@Component
public final class ProviderCosts {
    private final TenantTransactions transactions;

    ProviderCosts(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** In USD, of the last 30 days, by the provider's name; calls whose price is not known are not in it. */
    public Map<String, BigDecimal> ofLastMonth(TenantId tenant) {
        Map<String, BigDecimal> costs = new HashMap<>();
        transactions.run(
                tenant,
                jdbc -> jdbc.sql("""
                        SELECT provider, sum(cost) AS cost FROM llm_calls
                        WHERE tenant_id = current_tenant() AND at > now() - interval '30 days'
                            AND provider IS NOT NULL AND cost IS NOT NULL
                        GROUP BY provider
                        """)
                        .query((row, n) -> costs.put(row.getString("provider"), row.getBigDecimal("cost")))
                        .list());
        return costs;
    }
}
