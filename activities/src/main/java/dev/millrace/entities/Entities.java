package dev.millrace.entities;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The business records of a tenant. They belong together by attributes such as {@code company_id}. */
@Component
public final class Entities {
    private final TenantTransactions transactions;
    private final Clock clock;

    public Entities(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<Entity> find(TenantId tenant, EntityRef ref) {
        return transactions.in(tenant, jdbc -> new EntityRows(jdbc).find(ref));
    }

    /** @throws Problem NOT_FOUND when the tenant has no such entity */
    public Entity get(TenantId tenant, EntityRef ref) {
        return find(tenant, ref).orElseThrow(() -> notFound(ref));
    }

    /**
     * Writes the entity as it is given, in place of what was there; the same again changes nothing.
     *
     * @param precondition is given the entity as it is now, and throws what is to stop the change
     */
    public Put put(TenantId tenant, NewEntity given, Consumer<Optional<Entity>> precondition) {
        return transactions.in(tenant, jdbc -> {
            EntityRows rows = new EntityRows(jdbc);
            precondition.accept(rows.lock(given.ref()));
            boolean created = rows.put(tenant, given.type(), List.of(given), clock.instant()) > 0;
            return new Put(rows.find(given.ref()).orElseThrow(), created);
        });
    }

    /**
     * Writes many of one type, all or none.
     *
     * @param entities each id once
     * @return how many were not there before
     */
    public int putAll(TenantId tenant, EntityType type, List<NewEntity> entities) {
        return transactions.in(tenant, jdbc -> new EntityRows(jdbc).put(tenant, type, entities, clock.instant()));
    }

    /** @throws Problem NOT_FOUND when the tenant has no such entity */
    public void delete(TenantId tenant, EntityRef ref, Consumer<Entity> precondition) {
        transactions.run(tenant, jdbc -> {
            EntityRows rows = new EntityRows(jdbc);
            precondition.accept(rows.lock(ref).orElseThrow(() -> notFound(ref)));
            rows.delete(ref);
        });
    }

    /** Newest first, from the one that came before {@code before}. */
    public List<Listed> list(TenantId tenant, EntityType type, EntityFilter filter, @Nullable UUID before, int limit) {
        return transactions.in(tenant, jdbc -> new EntityRows(jdbc).list(type, filter, before, limit));
    }

    /** The newest of a type. */
    public List<Entity> newest(TenantId tenant, EntityType type, int limit) {
        return list(tenant, type, EntityFilter.NONE, null, limit).stream()
                .map(Listed::entity)
                .toList();
    }

    /** The newest of a type with these attributes only, as far as they are short: for statistics over many. */
    public List<Entity> brief(TenantId tenant, EntityType type, List<String> attributes, int limit) {
        return transactions.in(tenant, jdbc -> new EntityRows(jdbc).brief(type, attributes, limit));
    }

    /** The newest of a type that name this entity, as the activities of a lead do by their {@code lead_id}. */
    public List<Entity> related(TenantId tenant, EntityRef to, EntityType type, int limit) {
        return list(tenant, type, EntityFilter.of(to), null, limit).stream()
                .map(Listed::entity)
                .toList();
    }

    /** The newest that name this entity, of every type: at most {@code limit} of each. */
    public List<Entity> related(TenantId tenant, EntityRef to, int limit) {
        return transactions.in(tenant, jdbc -> {
            List<Entity> found = new ArrayList<>();
            for (EntityType type : EntityType.values()) {
                new EntityRows(jdbc)
                        .list(type, EntityFilter.of(to), null, limit)
                        .forEach(listed -> found.add(listed.entity()));
            }
            return found;
        });
    }

    /** Those that this entity names, as far as they are there: its company by {@code company_id}, and so on. */
    public List<Entity> named(TenantId tenant, Entity entity) {
        return transactions.in(tenant, jdbc -> {
            List<Entity> found = new ArrayList<>();
            for (EntityType type : EntityType.values()) {
                JsonNode id = entity.attributes().path(type.reference());
                if (id.isString() && EntityRef.isId(id.asString())) {
                    new EntityRows(jdbc)
                            .find(new EntityRef(type, id.asString()))
                            .ifPresent(found::add);
                }
            }
            return found;
        });
    }

    private static Problem notFound(EntityRef ref) {
        return Problem.notFound(ref.type().word(), ref.id());
    }

    /** An entity that was written, and whether it did not exist before. */
    public record Put(Entity entity, boolean created) {}

    /** An entity and its place in lists: a UUIDv7 of when it came. */
    public record Listed(UUID place, Entity entity) {}
}
