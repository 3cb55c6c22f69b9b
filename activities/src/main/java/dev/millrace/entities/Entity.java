package dev.millrace.entities;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** One record of a tenant's business, under the client's own id; {@code attributes} are the typed known ones and free ones. */
public record Entity(EntityType type, String id, ObjectNode attributes, Instant createdAt, Instant updatedAt) {
    public EntityRef ref() {
        return new EntityRef(type, id);
    }
}
