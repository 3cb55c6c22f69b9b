package dev.millrace.audit;

import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One row for every mutation that was asked for, allowed or refused. The application may add rows, not change them. They
 * join the {@link AuditChain} within a second; {@link AuditAppender} waits for it.
 */
public final class AuditLog {
    private final TenantTransactions tenants;

    public AuditLog(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    public void append(
            TenantId tenant, String actor, String action, String resource, int status, @Nullable String traceId) {
        tenants.run(tenant, jdbc -> append(jdbc, tenant, actor, action, resource, status, traceId));
    }

    /** As the other, in the caller's transaction. */
    public static void append(
            JdbcClient jdbc,
            TenantId tenant,
            String actor,
            String action,
            String resource,
            int status,
            @Nullable String traceId) {
        append(jdbc, tenant, new Act(actor, action, resource, status, null, traceId));
    }

    static void append(JdbcClient jdbc, TenantId tenant, Act act) {
        jdbc.sql("""
                INSERT INTO audit_log (tenant_id, id, actor, action, resource, status, event, trace_id)
                VALUES (:tenant, :id, :actor, :action, :resource, :status, :event, :trace)
                """)
                .param("tenant", tenant.value())
                .param("id", Ids.next())
                .param("actor", act.actor())
                .param("action", act.action())
                .param("resource", act.resource())
                .param("status", act.status())
                .param("event", act.event() == null ? null : act.event().wire())
                .param("trace", act.traceId())
                .update();
    }
}
