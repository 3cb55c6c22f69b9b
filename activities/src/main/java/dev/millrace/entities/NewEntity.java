package dev.millrace.entities;

import dev.millrace.problems.Problem;
import tools.jackson.databind.node.ObjectNode;

/** An entity as a client gives it: an id and attributes that can be kept. An attribute that is null is left out. */
public record NewEntity(EntityType type, String id, ObjectNode attributes) {
    /** @throws Problem 422 that names what is wrong with the id or the attributes, and what is allowed */
    public NewEntity {
        id = new EntityRef(type, id).id();
        attributes = Attributes.require(type, attributes);
    }

    public EntityRef ref() {
        return new EntityRef(type, id);
    }
}
