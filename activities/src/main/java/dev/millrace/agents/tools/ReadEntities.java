package dev.millrace.agents.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.millrace.agents.AgentTool;
import dev.millrace.agents.ToolContext;
import dev.millrace.entities.Entities;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityRef;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import dev.millrace.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The business records of the workspace. */
@Component
final class ReadEntities implements AgentTool {
    private static final int MOST = 20;

    private final Entities entities;

    ReadEntities(Entities entities) {
        this.entities = entities;
    }

    @Override
    public Role needs() {
        return Role.VIEWER;
    }

    @Tool(
            name = "read_entities",
            value =
                    "Reads business records: contact, company, lead, deal, activity, project, document, customer. With id that"
                            + " one; with of_type and of_id those that belong to that record; else the newest. At most 20.")
    List<Map<String, Object>> read(
            @P(name = "type", value = "The type of the records.") String type,
            @P(name = "id", value = "The id of one record.", required = false) @Nullable String id,
            @P(name = "of_type", value = "The type of the record that they belong to.", required = false) @Nullable
                    String ofType,
            @P(name = "of_id", value = "The id of the record that they belong to.", required = false) @Nullable
                    String ofId,
            @ToolMemoryId ToolContext context) {
        EntityType wanted = type("/type", type);
        if (id != null) {
            return List.of(shown(entities.get(context.tenant(), new EntityRef(wanted, id))));
        }
        if ((ofType == null) != (ofId == null)) {
            throw Problem.invalid("/of_id", "of_type and of_id go together");
        }
        List<Entity> found = ofType == null || ofId == null
                ? entities.newest(context.tenant(), wanted, MOST)
                : entities.related(context.tenant(), new EntityRef(type("/of_type", ofType), ofId), wanted, MOST);
        return found.stream().map(ReadEntities::shown).toList();
    }

    private static EntityType type(String pointer, String word) {
        return Arrays.stream(EntityType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        pointer,
                        "a type is one of "
                                + Arrays.stream(EntityType.values())
                                        .map(EntityType::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static Map<String, Object> shown(Entity entity) {
        return Map.of(
                "type", entity.type().word(),
                "id", entity.id(),
                "attributes", entity.attributes(),
                "updated_at", entity.updatedAt().toString());
    }
}
