package dev.millrace.llm.guardrails;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.llm.guardrails.GuardrailPolicy.InjectionRule;
import dev.millrace.llm.guardrails.GuardrailPolicy.PersonalDataRule;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The workspaces' policies. A change reaches other processes within {@link #REMEMBERED}. */
@Component
public final class Guardrails {
    static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final TenantTransactions tenants;
    private final Cache<TenantId, GuardrailPolicy> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();

    Guardrails(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    public GuardrailPolicy of(TenantId tenant) {
        return known.get(tenant, this::read);
    }

    public void set(TenantId tenant, GuardrailPolicy policy, String actor) {
        tenants.run(
                tenant,
                jdbc -> jdbc.sql("""
                INSERT INTO llm_guardrails (tenant_id, injection, pii, updated_by)
                VALUES (:tenant, :injection, :pii, :actor)
                ON CONFLICT (tenant_id) DO UPDATE
                SET injection = :injection, pii = :pii, updated_by = :actor, updated_at = now()
                """)
                        .param("tenant", tenant.value())
                        .param("injection", policy.injection().name().toLowerCase(Locale.ROOT))
                        .param("pii", policy.pii().name().toLowerCase(Locale.ROOT))
                        .param("actor", actor)
                        .update());
        known.invalidate(tenant);
    }

    private GuardrailPolicy read(TenantId tenant) {
        return tenants.in(
                tenant,
                jdbc -> jdbc.sql("SELECT injection, pii FROM llm_guardrails WHERE tenant_id = current_tenant()")
                        .query((row, number) -> new GuardrailPolicy(
                                InjectionRule.valueOf(row.getString("injection").toUpperCase(Locale.ROOT)),
                                PersonalDataRule.valueOf(row.getString("pii").toUpperCase(Locale.ROOT))))
                        .optional()
                        .orElse(GuardrailPolicy.DEFAULT));
    }
}
