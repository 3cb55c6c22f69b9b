package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityRef;
import dev.millrace.entities.EntityType;
import dev.millrace.entities.NewEntity;
import dev.millrace.tenancy.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Records that a test has written down. */
final class FakeRecords implements Records {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final List<Entity> entities = new ArrayList<>();

    /** Attributes as JSON, in which apostrophes stand for quotes. */
    FakeRecords with(EntityType type, String id, String attributes) {
        ObjectNode json = (ObjectNode) Json.parse(attributes.replace('\'', '"'));
        entities.add(new Entity(type, id, new NewEntity(type, id, json).attributes(), NOW, NOW));
        return this;
    }

    /** So many of a type. */
    FakeRecords with(int count, EntityType type, String prefix, String attributes) {
        for (int i = 0; i < count; i++) {
            with(type, prefix + i, attributes);
        }
        return this;
    }

    /** These records alone, without models. */
    Sources sources() {
        return sources((purpose, entity) -> Optional.empty());
    }

    Sources sources(Scores scores) {
        return new Sources(this, scores, Embedder::byWords, NOW);
    }

    @Override
    public Optional<Entity> find(EntityRef ref) {
        return entities.stream().filter(entity -> entity.ref().equals(ref)).findFirst();
    }

    @Override
    public List<Entity> related(EntityRef to, EntityType type, int limit) {
        return newest(type, Integer.MAX_VALUE).stream()
                .filter(entity -> entity.attributes()
                        .path(to.type().reference())
                        .asString("")
                        .equals(to.id()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Entity> newest(EntityType type, int limit) {
        return entities.reversed().stream()
                .filter(entity -> entity.type() == type)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Entity> past(EntityType type) {
        return newest(type, Cohort.MOST).stream()
                .map(entity -> new Entity(
                        type,
                        entity.id(),
                        entity.attributes().deepCopy().retain(Cohort.READS),
                        entity.createdAt(),
                        entity.updatedAt()))
                .toList();
    }
}
