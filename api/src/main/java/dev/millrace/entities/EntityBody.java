package dev.millrace.entities;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an entity from a body: the attributes, or an object that holds nothing but {@code attributes}. */
final class EntityBody {
    private EntityBody() {}

    static NewEntity read(EntityType type, String id, Map<String, @Nullable Object> body) {
        ObjectNode given = (ObjectNode) Json.tree(body);
        if (given.size() == 1 && given.path("attributes") instanceof ObjectNode wrapped) {
            return new NewEntity(type, id, wrapped);
        }
        JsonNode named = given.remove("id");
        if (named != null && !named.isNull() && !named.asString("").equals(id)) {
            throw Problem.invalid("/id", "the id here is not the one in the path; leave it out, or give " + id);
        }
        return new NewEntity(type, id, given);
    }
}
