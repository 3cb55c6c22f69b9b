package dev.millrace.http;

import dev.millrace.problems.Placed;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a part of a body that was taken as it came, by the same rules as a body. */
@Component
public final class BodyParts {
    private final JsonMapper json;

    BodyParts(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param pointer where in the body the part is
     * @throws dev.millrace.problems.Problem as for a body that cannot be read
     */
    public <T> T read(String pointer, JsonNode part, Class<T> type) {
        return Placed.at(pointer, () -> {
            try {
                return json.treeToValue(part, type);
            } catch (JacksonException unreadable) {
                throw UnreadableBody.problem(unreadable);
            }
        });
    }
}
