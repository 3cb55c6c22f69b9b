package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which rows need which artifacts. Written in the transaction that writes the row; what no row needs any more is deleted by
 * {@link ArtifactSweeper}.
 */
public final class ArtifactRefs {
    private final TenantTransactions transactions;

    public ArtifactRefs(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Changes nothing when the owner holds the artifact already. */
    public void hold(JdbcClient jdbc, TenantId tenant, ArtifactOwner owner, ArtifactHandle artifact) {
        jdbc.sql("""
                INSERT INTO artifact_refs (tenant_id, owner, sha256, size) VALUES (:tenant, :owner, :sha256, :size)
                ON CONFLICT DO NOTHING""")
                .param("tenant", tenant.value())
                .param("owner", owner.toString())
                .param("sha256", artifact.sha256())
                .param("size", artifact.size())
                .update();
    }

    /** The owner needs none of its artifacts any more. */
    public void release(JdbcClient jdbc, TenantId tenant, ArtifactOwner owner) {
        jdbc.sql("DELETE FROM artifact_refs WHERE tenant_id = :tenant AND owner = :owner")
                .param("tenant", tenant.value())
                .param("owner", owner.toString())
                .update();
    }

    /** Those of the hashes that nothing needs. */
    Set<String> unused(TenantId tenant, Set<String> hashes) {
        List<String> used = transactions.in(
                tenant,
                jdbc -> jdbc.sql(
                                "SELECT DISTINCT sha256 FROM artifact_refs WHERE tenant_id = :tenant AND sha256 IN (:hashes)")
                        .param("tenant", tenant.value())
                        .param("hashes", hashes)
                        .query(String.class)
                        .list());
        Set<String> unused = new HashSet<>(hashes);
        unused.removeAll(used);
        return unused;
    }
}
