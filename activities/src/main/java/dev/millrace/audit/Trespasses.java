package dev.millrace.audit;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked across tenants to tell an attempt on another's data from a mistyped id: nothing but yes or no. */
public final class Trespasses {
    private final TenantTransactions tenants;
    private final JdbcClient anyTenant;

    public Trespasses(TenantTransactions tenants, DataSource application) {
        this.tenants = tenants;
        this.anyTenant = JdbcClient.create(application);
    }

    /** Whether another tenant than this one has one of the ids, or is the workspace named. */
    public boolean belongToAnother(TenantId tenant, Collection<UUID> ids, @Nullable String workspace) {
        return tenants.in(
                tenant,
                jdbc -> jdbc.sql("SELECT belongs_to_another(:ids::uuid[], :workspace)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .param("workspace", workspace)
                        .query(Boolean.class)
                        .single());
    }

    /** Whose API key this is, also when it is revoked or expired. */
    public Optional<OldKey> owner(String secret) {
        return anyTenant
                .sql("SELECT key_id, tenant_id FROM workspace_of_key(sha256(:secret))")
                .param("secret", secret.getBytes(StandardCharsets.UTF_8))
                .query((row, n) ->
                        new OldKey(row.getObject("key_id", UUID.class), new TenantId(row.getString("tenant_id"))))
                .optional();
    }

    /** A key that this workspace has or had. */
    public record OldKey(UUID id, TenantId tenant) {}
}
