package dev.millrace.models;

import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The statements on {@code models} that the registry's parts share, each within the caller's tenant transaction. */
record ModelRows(JdbcClient jdbc) {
    private static final String SELECT = """
            SELECT * FROM (
                SELECT m.*,
                    coalesce((SELECT max(v.version) FROM model_versions v WHERE v.model_id = m.id), 0) AS latest_version,
                    (SELECT d.version FROM deployments d WHERE d.model_id = m.id AND d.state = 'served'
                        ORDER BY d.position DESC LIMIT 1) AS deployed_version,
                    (SELECT to_jsonb(s) FROM traffic_splits s WHERE s.model_id = m.id) AS split,
                    (SELECT coalesce(jsonb_object_agg(a.alias, a.version), '{}') FROM model_aliases a
                        WHERE a.model_id = m.id) AS aliases
                FROM models m) m
            """;
    private static final String FILTER = """
            WHERE (:name::text IS NULL OR name = :name)
                AND (:task::text IS NULL OR task = :task)
                AND (:status::text IS NULL OR :status = CASE WHEN deprecated THEN 'deprecated'
                    WHEN deployed_version IS NULL THEN 'ready' ELSE 'deployed' END)
                AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC LIMIT :limit
            """;

    Optional<Model> find(ModelId id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id.value())
                .query(ModelRows::model)
                .optional();
    }

    Optional<Model> findByName(String name) {
        return jdbc.sql(SELECT + " WHERE name = :name")
                .param("name", name)
                .query(ModelRows::model)
                .optional();
    }

    /** Newest first, from the one registered before {@code before}. */
    List<Model> list(ModelFilter filter, @Nullable ModelId before, int limit) {
        return jdbc.sql(SELECT + FILTER)
                .param("name", filter.name())
                .param("task", filter.task())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().wire())
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(ModelRows::model)
                .list();
    }

    /** The model as it is once all earlier changes of it are committed; nobody else changes it until this transaction ends. */
    Model lock(ModelId id) {
        return locked(id, "UPDATE");
    }

    /** As {@link #lock}, for those who only read it, any number at a time. */
    Model lockShared(ModelId id) {
        return locked(id, "SHARE");
    }

    private Model locked(ModelId id, String strength) {
        jdbc.sql("SELECT 1 FROM models WHERE id = :id FOR " + strength)
                .param("id", id.value())
                .query()
                .listOfRows();
        return find(id).orElseThrow(() -> Problem.notFound("model", id));
    }

    /** The model of the version's name, locked; made when there is none. */
    Model lockByName(TenantId tenant, NewVersion version) {
        jdbc.sql("""
                        INSERT INTO models (id, tenant_id, name, task, tags) VALUES (:id, :tenant, :name, :task, :tags::jsonb)
                        ON CONFLICT (tenant_id, name) DO NOTHING""")
                .param("id", Ids.next())
                .param("tenant", tenant.value())
                .param("name", version.modelName())
                .param("task", version.task())
                .param("tags", Json.write(version.tags()))
                .update();
        UUID id = jdbc.sql("SELECT id FROM models WHERE name = :name FOR UPDATE")
                .param("name", version.modelName())
                .query(UUID.class)
                .single();
        return find(new ModelId(id)).orElseThrow();
    }

    void change(ModelId id, ModelChange change) {
        jdbc.sql("""
                        UPDATE models SET name = coalesce(:name, name), description = :description, tags = :tags::jsonb,
                            deprecated = coalesce(:deprecated, deprecated) WHERE id = :id""")
                .param("id", id.value())
                .param("name", change.name())
                .param("description", change.description())
                .param("tags", Json.write(change.tags()))
                .param("deprecated", change.deprecated())
                .update();
    }

    void setAlias(TenantId tenant, ModelId id, Alias alias, int version) {
        jdbc.sql("""
                        INSERT INTO model_aliases (tenant_id, model_id, alias, version) VALUES (:tenant, :id, :alias, :version)
                        ON CONFLICT (model_id, alias) DO UPDATE SET version = excluded.version""")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("alias", alias.name())
                .param("version", version)
                .update();
    }

    void use(JobRef job, ModelId id) {
        jdbc.sql("INSERT INTO job_models (tenant_id, job_id, model_id) VALUES (:tenant, :job, :id)")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("id", id.value())
                .update();
    }

    void removeAlias(ModelId id, Alias alias) {
        jdbc.sql("DELETE FROM model_aliases WHERE model_id = :id AND alias = :alias")
                .param("id", id.value())
                .param("alias", alias.name())
                .update();
    }

    /** Counts a change of the model, its versions, aliases or deployments, and answers the model after it. */
    Model touch(ModelId id) {
        jdbc.sql("UPDATE models SET revision = revision + 1, updated_at = now() WHERE id = :id")
                .param("id", id.value())
                .update();
        return find(id).orElseThrow();
    }

    private static Model model(ResultSet row, int index) throws SQLException {
        return new Model(
                new ModelId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                row.getString("task"),
                RegistryJson.strings(row.getString("tags")),
                row.getBoolean("deprecated"),
                new TreeMap<>(RegistryJson.integers(row.getString("aliases"))),
                row.getInt("latest_version"),
                row.getObject("deployed_version", Integer.class),
                split(row.getString("split")),
                row.getLong("revision"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Split split(@Nullable String json) {
        if (json == null) {
            return null;
        }
        JsonNode split = Json.parse(json);
        return new Split(
                UUID.fromString(split.path("rollout_id").asString()),
                split.path("stage").asInt(),
                split.path("version").asInt(),
                split.path("share").asDouble(),
                split.path("shadow").asBoolean());
    }
}
