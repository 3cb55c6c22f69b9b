package dev.millrace.llm.prompts;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The statements on prompts, each within the caller's tenant transaction. */
record PromptRows(JdbcClient jdbc) {
    private static final String ALL = "SELECT p.*, (SELECT coalesce(json_object_agg(l.label, l.version), '{}')"
            + " FROM llm_prompt_labels l WHERE l.prompt_id = p.id) AS labels FROM llm_prompts p"
            + " WHERE p.tenant_id = current_tenant()";

    Optional<Prompt> find(String name) {
        return jdbc.sql(ALL + " AND p.name = :name")
                .param("name", name)
                .query(PromptRows::prompt)
                .optional();
    }

    /** Nobody else changes it until this transaction ends. */
    Prompt lock(String name) {
        return jdbc.sql(ALL + " AND p.name = :name FOR NO KEY UPDATE OF p")
                .param("name", name)
                .query(PromptRows::prompt)
                .optional()
                .orElseThrow(() -> Problem.notFound("prompt", name));
    }

    List<Prompt> list(@Nullable UUID before, int limit) {
        return jdbc.sql(ALL + " AND (:before::uuid IS NULL OR p.id < :before) ORDER BY p.id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(PromptRows::prompt)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    void insert(
            TenantId tenant,
            UUID id,
            String name,
            @Nullable String description,
            Template first,
            String by,
            Instant now) {
        jdbc.sql("INSERT INTO llm_prompts (id, tenant_id, name, description, version, revision, created_by, created_at,"
                        + " updated_at) VALUES (:id, :tenant, :name, :description, 1, 1, :by, :now, :now)")
                .param("id", id)
                .param("tenant", tenant.value())
                .param("name", name)
                .param("description", description)
                .param("by", by)
                .param("now", utc(now))
                .update();
        insertVersion(tenant, id, 1, first, by, now);
    }

    void addVersion(TenantId tenant, Prompt before, Template template, String by, Instant now) {
        int version = before.version() + 1;
        jdbc.sql("UPDATE llm_prompts SET version = :version, revision = revision + 1, updated_at = :now WHERE id = :id")
                .param("id", before.id())
                .param("version", version)
                .param("now", utc(now))
                .update();
        insertVersion(tenant, before.id(), version, template, by, now);
    }

    void label(TenantId tenant, Prompt before, String label, int version, Instant now) {
        jdbc.sql("INSERT INTO llm_prompt_labels (tenant_id, prompt_id, label, version)"
                        + " VALUES (:tenant, :id, :label, :version)"
                        + " ON CONFLICT (prompt_id, label) DO UPDATE SET version = excluded.version")
                .param("tenant", tenant.value())
                .param("id", before.id())
                .param("label", label)
                .param("version", version)
                .update();
        jdbc.sql("UPDATE llm_prompts SET revision = revision + 1, updated_at = :now WHERE id = :id")
                .param("id", before.id())
                .param("now", utc(now))
                .update();
    }

    Optional<StoredVersion> version(UUID id, int version) {
        return jdbc.sql("SELECT * FROM llm_prompt_versions WHERE prompt_id = :id AND version = :version")
                .param("id", id)
                .param("version", version)
                .query(PromptRows::version)
                .optional();
    }

    List<StoredVersion> versions(UUID id, @Nullable Integer before, int limit) {
        return jdbc.sql("SELECT * FROM llm_prompt_versions WHERE prompt_id = :id"
                        + " AND (:before::int IS NULL OR version < :before) ORDER BY version DESC LIMIT :limit")
                .param("id", id)
                .param("before", before)
                .param("limit", limit)
                .query(PromptRows::version)
                .list();
    }

    private void insertVersion(TenantId tenant, UUID id, int version, Template template, String by, Instant now) {
        jdbc.sql("INSERT INTO llm_prompt_versions (tenant_id, prompt_id, version, template, created_by, created_at)"
                        + " VALUES (:tenant, :id, :version, :template, :by, :now)")
                .param("tenant", tenant.value())
                .param("id", id)
                .param("version", version)
                .param("template", template.text())
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    private static Prompt prompt(ResultSet row, int number) throws SQLException {
        Map<String, Integer> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label :
                Json.parse(row.getString("labels")).properties()) {
            labels.put(label.getKey(), label.getValue().asInt());
        }
        return new Prompt(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getInt("version"),
                row.getInt("revision"),
                labels,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static StoredVersion version(ResultSet row, int number) throws SQLException {
        return new StoredVersion(
                row.getInt("version"),
                new Template(row.getString("template")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
