package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what an answer would have needed and the data do not have. */
final class Missing {
    private final Set<String> names = new LinkedHashSet<>();

    /** The fields that the agent reads of this entity and that it lacks. */
    Missing in(Entity entity, Map<String, List<String>> reads) {
        reads.getOrDefault(entity.type().word(), List.of()).stream()
                .filter(field -> !new Facts(entity).has(field))
                .forEach(field -> names.add(entity.type().word() + "." + field));
        return this;
    }

    /** All related ones of a type. */
    Missing any(EntityType type, List<Entity> found) {
        if (found.isEmpty()) {
            names.add(type.word());
        }
        return this;
    }

    Missing note(String name) {
        names.add(name);
        return this;
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
