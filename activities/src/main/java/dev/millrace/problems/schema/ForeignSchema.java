package dev.millrace.problems.schema;

import dev.millrace.problems.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses what schemas that users write may not have: references elsewhere, other dialects, patterns that RE2 does not know. */
final class ForeignSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> FOREIGN = Set.of("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary");

    private final List<Violation> refusals = new ArrayList<>();
    private final JsonNode root;

    private ForeignSchema(JsonNode root) {
        this.root = root;
    }

    static List<Violation> refusals(JsonNode schema, String at) {
        ForeignSchema search = new ForeignSchema(schema);
        search.schema(schema, at);
        return search.refusals;
    }

    private void schema(JsonNode schema, String at) {
        if (schema.isArray()) {
            for (int i = 0; i < schema.size(); i++) {
                schema(schema.get(i), Pointer.of(at, i));
            }
            return;
        }
        schema.forEachEntry((keyword, value) -> keyword(keyword, value, Pointer.of(at, keyword)));
    }

    private void keyword(String keyword, JsonNode value, String at) {
        if (FOREIGN.contains(keyword)) {
            refuse(at, keyword + " is not possible here; refer to parts of this schema by #/$defs/…");
        } else if (keyword.equals("$schema")) {
            if (!value.asString("").equals(DIALECT)) {
                refuse(at, "the only dialect is " + DIALECT);
            }
        } else if (keyword.equals("$ref")) {
            reference(value.asString(""), at);
        } else if (keyword.equals("pattern")) {
            pattern(value.asString(""), at);
        } else if (NAMED.contains(keyword)) {
            value.forEachEntry((name, inner) -> {
                if (keyword.equals("patternProperties")) {
                    pattern(name, Pointer.of(at, name));
                }
                schema(inner, Pointer.of(at, name));
            });
        } else if (!DATA.contains(keyword)) {
            schema(value, at);
        }
    }

    private void reference(String to, String at) {
        if (!to.equals("#") && !to.startsWith("#/")) {
            refuse(at, "only references within this schema are possible (#/$defs/…); nothing is fetched");
        } else if (root.at(to.substring(1)).isMissingNode()) {
            refuse(at, "there is nothing at " + to);
        }
    }

    private void pattern(String pattern, String at) {
        try {
            Patterns.compile(pattern);
        } catch (IllegalArgumentException wrong) {
            refuse(at, "this regular expression cannot be used: " + wrong.getMessage());
        }
    }

    private void refuse(String at, String reason) {
        refusals.add(new Violation(at, reason));
    }
}
