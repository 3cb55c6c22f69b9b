package dev.millrace.audit;

import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for every mutation that was asked for, allowed or refused. The application may add rows, not change them. */
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
        jdbc.sql("""
                INSERT INTO audit_log (tenant_id, id, actor, action, resource, status, trace_id)
                VALUES (:tenant, :id, :actor, :action, :resource, :status, :trace)
                """)
                .param("tenant", tenant.value())
                .param("id", Ids.next())
                .param("actor", actor)
                .param("action", action)
                .param("resource", resource)
                .param("status", status)
                .param("trace", traceId)
                .update();
    }

    /** At most {@code limit} entries older than {@code after}, newest first. */
    public List<AuditEntry> list(TenantId tenant, int limit, @Nullable UUID after) {
        return tenants.in(
                tenant,
                jdbc -> jdbc.sql("""
                SELECT id, at, actor, action, resource, status, trace_id FROM audit_log
                WHERE tenant_id = current_tenant() AND (:after::uuid IS NULL OR id < :after) ORDER BY id DESC LIMIT :limit
                """)
                        .param("after", after)
                        .param("limit", limit)
                        .query((row, number) -> new AuditEntry(
                                row.getObject("id", UUID.class),
                                row.getTimestamp("at").toInstant(),
                                row.getString("actor"),
                                row.getString("action"),
                                row.getString("resource"),
                                row.getInt("status"),
                                row.getString("trace_id")))
                        .list());
    }
}
