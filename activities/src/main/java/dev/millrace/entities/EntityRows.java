package dev.millrace.entities;

import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The statements on entities, each within the caller's tenant transaction. */
record EntityRows(JdbcClient jdbc) {
    private static final String ONE = "SELECT * FROM entities WHERE type = :type AND id = :id";

    Optional<Entity> find(EntityRef ref) {
        return one(ref, ONE);
    }

    /** Nobody else changes it until this transaction ends. */
    Optional<Entity> lock(EntityRef ref) {
        return one(ref, ONE + " FOR UPDATE");
    }

    private Optional<Entity> one(EntityRef ref, String sql) {
        return jdbc.sql(sql)
                .param("type", ref.type().word())
                .param("id", ref.id())
                .query(EntityRows::entity)
                .optional();
    }

    /** Of attributes that hold others, all that is in them is looked at as its JSON. */
    List<Entities.Listed> list(EntityType type, EntityFilter filter, @Nullable UUID before, int limit) {
        EntityRef of = filter.of();
        String pattern = filter.pattern();
        String related = of == null ? "" : " AND " + of.type().reference() + " = :of";
        String found = pattern == null
                ? ""
                : " AND (id ILIKE :text OR EXISTS"
                        + " (SELECT 1 FROM jsonb_each_text(attributes) AS one WHERE one.value ILIKE :text))";
        return jdbc.sql("SELECT * FROM entities WHERE type = :type" + related + found
                        + " AND (:before::uuid IS NULL OR seq < :before) ORDER BY seq DESC LIMIT :limit")
                .param("type", type.word())
                .param("of", of == null ? null : of.id())
                .param("text", pattern)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new Entities.Listed(row.getObject("seq", UUID.class), entity(row, n)))
                .list();
    }

    /** Newest first, with no attributes but these, as far as they are short. */
    List<Entity> brief(EntityType type, List<String> attributes, int limit) {
        return jdbc.sql("""
                        SELECT type, id, created_at, updated_at,
                            (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(attributes)
                             WHERE key IN (:names) AND length(value::text) <= 300) AS attributes
                        FROM entities WHERE type = :type ORDER BY seq DESC LIMIT :limit
                        """)
                .param("names", attributes)
                .param("type", type.word())
                .param("limit", limit)
                .query(EntityRows::entity)
                .list();
    }

    /**
     * Writes them, each id once, in one order for all writers, so that none waits for another in a circle.
     *
     * @return how many were not there before
     */
    int put(TenantId tenant, EntityType type, List<NewEntity> entities, Instant now) {
        List<NewEntity> ordered =
                entities.stream().sorted(Comparator.comparing(NewEntity::id)).toList();
        return (int) jdbc
                .sql("""
                        INSERT INTO entities (tenant_id, type, id, seq, attributes, created_at, updated_at)
                        SELECT :tenant, :type, given.id, given.seq, given.attributes, :now, :now
                        FROM unnest(:ids::text[], :seqs::uuid[], :attributes::text[]::jsonb[])
                             AS given (id, seq, attributes)
                        ON CONFLICT (tenant_id, type, id) DO UPDATE
                        SET attributes = excluded.attributes, updated_at = excluded.updated_at
                        WHERE entities.attributes IS DISTINCT FROM excluded.attributes
                        RETURNING xmax = 0
                        """)
                .param("tenant", tenant.value())
                .param("type", type.word())
                .param("ids", ordered.stream().map(NewEntity::id).toArray(String[]::new))
                .param(
                        "seqs",
                        ordered.stream().map(entity -> Ids.next().toString()).toArray(String[]::new))
                .param(
                        "attributes",
                        ordered.stream()
                                .map(entity -> Json.write(entity.attributes()))
                                .toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBoolean(1))
                .list()
                .stream()
                .filter(inserted -> inserted)
                .count();
    }

    void delete(EntityRef ref) {
        jdbc.sql("DELETE FROM entities WHERE type = :type AND id = :id")
                .param("type", ref.type().word())
                .param("id", ref.id())
                .update();
    }

    private static Entity entity(ResultSet row, int number) throws SQLException {
        return new Entity(
                EntityType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("id"),
                (ObjectNode) Json.parse(row.getString("attributes")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
