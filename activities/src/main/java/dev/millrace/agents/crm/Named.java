package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entities that an input names, and what is written about them. */
final class Named {
    private static final int MOST = 200;

    private Named() {}

    /** @throws Problem INVALID when it names none, NOT_FOUND when it is not there */
    static Entity entity(Records records, @Nullable String type, @Nullable String id) {
        if (id == null || type == null) {
            throw Problem.invalid("/entityId", "name an entity: entityType, one of " + types() + ", and entityId");
        }
        return records.get(type(type), id);
    }

    private static EntityType type(String word) {
        return Arrays.stream(EntityType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/entityType", "entityType is one of " + types() + ", not " + word));
    }

    private static String types() {
        return Arrays.stream(EntityType.values()).map(EntityType::word).collect(Collectors.joining(", "));
    }

    /** It, its activities newest first, its documents. */
    static List<Entity> texts(Records records, Entity entity) {
        List<Entity> texts = new ArrayList<>(List.of(entity));
        texts.addAll(records.related(entity.ref(), EntityType.ACTIVITY, MOST));
        texts.addAll(records.related(entity.ref(), EntityType.DOCUMENT, MOST));
        return texts;
    }
}
