package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityRef;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Optional;

/** The business records of one tenant. */
interface Records {
    Optional<Entity> find(EntityRef ref);

    /** The newest of a type that name this entity. */
    List<Entity> related(EntityRef to, EntityType type, int limit);

    /** The newest of a type. */
    List<Entity> newest(EntityType type, int limit);

    /** What statistics need of the newest of a type. */
    List<Entity> past(EntityType type);

    /** @throws Problem NOT_FOUND when it is not there */
    default Entity get(EntityType type, String id) {
        return find(new EntityRef(type, id)).orElseThrow(() -> Problem.notFound(type.word(), id));
    }
}
