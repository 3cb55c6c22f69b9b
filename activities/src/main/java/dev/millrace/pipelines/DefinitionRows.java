package dev.millrace.pipelines;

import dev.millrace.pipelines.document.Format;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on definitions and their versions, each within the caller's tenant transaction. */
record DefinitionRows(JdbcClient jdbc) {
    private static final String LIVE = "SELECT * FROM workflow_definitions WHERE deleted_at IS NULL";

    Optional<Definition> find(DefinitionId id) {
        return jdbc.sql(LIVE + " AND id = :id")
                .param("id", id.value())
                .query(DefinitionRows::definition)
                .optional();
    }

    Optional<Definition> findByName(String name) {
        return jdbc.sql(LIVE + " AND name = :name")
                .param("name", name)
                .query(DefinitionRows::definition)
                .optional();
    }

    List<Definition> list(@Nullable String name, @Nullable DefinitionId before, int limit) {
        return jdbc.sql(LIVE + " AND (:name::text IS NULL OR name = :name)"
                        + " AND (:before::uuid IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .param("name", name)
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(DefinitionRows::definition)
                .list();
    }

    /** Nobody else changes it until this transaction ends. */
    Definition lock(DefinitionId id) {
        return locked(id, "NO KEY UPDATE");
    }

    /** Nobody deletes it until this transaction ends; any number may ask for that. */
    Definition lockShared(DefinitionId id) {
        return locked(id, "SHARE");
    }

    private Definition locked(DefinitionId id, String strength) {
        return jdbc.sql(LIVE + " AND id = :id FOR " + strength)
                .param("id", id.value())
                .query(DefinitionRows::definition)
                .optional()
                .orElseThrow(() -> Problem.notFound("workflow", id));
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    void insert(TenantId tenant, DefinitionId id, WrittenDocument written, String actor, Instant now) {
        jdbc.sql("INSERT INTO workflow_definitions (id, tenant_id, name, description, version, created_by, created_at,"
                        + " updated_at) VALUES (:id, :tenant, :name, :description, 1, :by, :now, :now)")
                .param("id", id.value())
                .param("tenant", tenant.value())
                .param("name", written.name())
                .param("description", written.compiled().document().description())
                .param("by", actor)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        insertVersion(tenant, id, 1, written, actor, now);
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    void update(TenantId tenant, Definition before, WrittenDocument written, String actor, Instant now) {
        int version = before.version() + 1;
        jdbc.sql("UPDATE workflow_definitions SET name = :name, description = :description, version = :version,"
                        + " updated_at = :now WHERE id = :id")
                .param("id", before.id().value())
                .param("name", written.name())
                .param("description", written.compiled().document().description())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        insertVersion(tenant, before.id(), version, written, actor, now);
    }

    void delete(DefinitionId id, Instant now) {
        jdbc.sql("UPDATE workflow_definitions SET deleted_at = :now WHERE id = :id")
                .param("id", id.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    long openRuns(DefinitionId id) {
        return jdbc.sql("SELECT count(*) FROM pipeline_runs p JOIN jobs j ON j.id = p.job_id WHERE p.workflow_id = :id"
                        + " AND j.status NOT IN ('completed', 'failed', 'cancelled')")
                .param("id", id.value())
                .query((row, n) -> row.getLong(1))
                .single();
    }

    Optional<DefinitionVersion> version(DefinitionId id, int version) {
        return jdbc.sql("SELECT * FROM workflow_versions WHERE workflow_id = :id AND version = :version")
                .param("id", id.value())
                .param("version", version)
                .query(DefinitionRows::version)
                .optional();
    }

    List<DefinitionVersion> versions(DefinitionId id, @Nullable Integer before, int limit) {
        return jdbc.sql("SELECT * FROM workflow_versions WHERE workflow_id = :id"
                        + " AND (:before::int IS NULL OR version < :before) ORDER BY version DESC LIMIT :limit")
                .param("id", id.value())
                .param("before", before)
                .param("limit", limit)
                .query(DefinitionRows::version)
                .list();
    }

    private void insertVersion(
            TenantId tenant, DefinitionId id, int version, WrittenDocument written, String actor, Instant now) {
        jdbc.sql("INSERT INTO workflow_versions (tenant_id, workflow_id, version, document, source, format, created_by,"
                        + " created_at) VALUES (:tenant, :id, :version, :document::json, :source, :format, :by, :now)")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("version", version)
                .param("document", Json.write(written.compiled().source()))
                .param("source", written.source())
                .param("format", written.format().name().toLowerCase(Locale.ROOT))
                .param("by", actor)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Definition definition(ResultSet row, int number) throws SQLException {
        return new Definition(
                new DefinitionId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                row.getInt("version"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static DefinitionVersion version(ResultSet row, int number) throws SQLException {
        return new DefinitionVersion(
                new DefinitionId(row.getObject("workflow_id", UUID.class)),
                row.getInt("version"),
                Json.parse(row.getString("document")),
                row.getString("source"),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
