package dev.millrace.pipelines.document;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in what a run's input leaves out. */
final class Inputs {
    private Inputs() {}

    /** The defaults of the schema's own properties, where the input has none. */
    static JsonNode withDefaults(JsonNode schema, JsonNode input) {
        if (!(input instanceof ObjectNode given)) {
            return input;
        }
        ObjectNode filled = given.deepCopy();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode usual = property.getValue().get("default");
            if (usual != null && !filled.has(property.getKey())) {
                filled.set(property.getKey(), usual.deepCopy());
            }
        }
        return filled;
    }
}
