package dev.millrace.pipelines;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds what comes in while a run is under way to a JSON Schema of its document. */
final class SchemaCheck {
    private static final int MOST = 20;

    private SchemaCheck() {}

    /**
     * @param pointer where the value is in the request
     * @throws Problem INVALID with the places that do not fit
     */
    static void check(String pointer, JsonNode schema, JsonNode value) {
        List<Violation> violations = errors(pointer, schema, value).stream()
                .limit(MOST)
                .map(error -> new Violation(pointer + error.getInstanceLocation(), error.getMessage()))
                .toList();
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw new Problem(ProblemType.INVALID, first.pointer() + ": " + first.detail(), violations);
        }
    }

    private static List<Error> errors(String pointer, JsonNode schema, JsonNode value) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(value);
        } catch (SchemaException broken) {
            throw Problem.invalid(pointer, "the workflow's own schema cannot be used: " + broken.getMessage());
        }
    }
}
