package dev.millrace.models;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.tenancy.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds on to the bytes of versions, so that they are not swept away. */
record VersionArtifacts(JdbcClient jdbc) {
    void hold(TenantId tenant, ModelId model, int version, ArtifactHandle artifact) {
        jdbc.sql("""
                        INSERT INTO artifact_refs (tenant_id, owner, sha256, size) VALUES (:tenant, :owner, :sha256, :size)
                        ON CONFLICT DO NOTHING""")
                .param("tenant", tenant.value())
                .param("owner", owner(model, version))
                .param("sha256", artifact.sha256())
                .param("size", artifact.size())
                .update();
    }

    void release(ModelId model, int version) {
        jdbc.sql("DELETE FROM artifact_refs WHERE owner = :owner")
                .param("owner", owner(model, version))
                .update();
    }

    private static String owner(ModelId model, int version) {
        return "model:" + model + ":" + version;
    }
}
