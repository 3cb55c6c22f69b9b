package dev.millrace.pipelines.document;

import dev.millrace.problems.schema.Kinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a tree as a document; {@code places} has the pointer of each step by its id. */
record DocumentReader(Document document, Map<String, String> places) {
    static final List<String> FIELDS = List.of("name", "description", "input_schema", "steps", "output");
    static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 10_000;

    static DocumentReader read(Source source, Findings findings) {
        Members document = Members.of(source.tree(), "", findings, FIELDS);
        Map<String, String> places = new HashMap<>();
        JsonNode steps = document.required("steps");
        List<DocumentStep> block = new StepReader(findings, places).block(steps, document.at("steps"), 0);
        if (steps != null && steps.isArray() && steps.isEmpty()) {
            findings.add(document.at("steps"), "a workflow needs at least one step");
        }
        Document read = new Document(
                name(document, findings),
                description(document, findings),
                inputSchema(document, findings),
                block,
                document.get("output"));
        return new DocumentReader(read, places);
    }

    private static String name(Members document, Findings findings) {
        String name = document.requiredText("name");
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            findings.add(document.at("name"), "name has to have 1 to " + LONGEST_NAME + " characters");
        }
        return name == null ? "" : name;
    }

    private static @Nullable String description(Members document, Findings findings) {
        String description = document.text("description");
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            findings.add(
                    document.at("description"),
                    "description has to have at most " + LONGEST_DESCRIPTION + " characters");
        }
        return description;
    }

    private static @Nullable JsonNode inputSchema(Members document, Findings findings) {
        JsonNode schema = document.get("input_schema");
        if (schema != null && !schema.isObject()) {
            findings.add(document.at("input_schema"), "input_schema has to be a JSON Schema, not " + Kinds.of(schema));
            return null;
        }
        return schema;
    }
}
