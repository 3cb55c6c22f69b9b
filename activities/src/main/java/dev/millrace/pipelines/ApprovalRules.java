package dev.millrace.pipelines;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.security.Role;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may answer an approval, and with what, by the step's own words. */
final class ApprovalRules {
    private static final List<String> OWN_FIELDS = List.of("approved", "comment");
    private static final int LONGEST_COMMENT = 2000;

    private ApprovalRules() {}

    /** @throws Problem FORBIDDEN when it is for others to answer, INVALID when the answer is none */
    static void check(JsonNode spec, Respondent by, JsonNode input, SchemaCheck schemas) {
        requireRole(spec, by);
        requireApprover(spec, by);
        if (!input.path("approved").isBoolean()) {
            throw Problem.invalid("/input/approved", "approved is required, true or false");
        }
        JsonNode comment = input.path("comment");
        boolean fits = comment.isMissingNode()
                || comment.isNull()
                || (comment.isString() && comment.asString().length() <= LONGEST_COMMENT);
        if (!fits) {
            throw Problem.invalid("/input/comment", "comment is a text of up to 2,000 characters");
        }
        checkFields(spec, input, schemas);
    }

    private static void requireRole(JsonNode spec, Respondent by) {
        Role needed = Role.valueOf(spec.path("role").asString("operator").toUpperCase(Locale.ROOT));
        if (!by.role().includes(needed)) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "this approval is for the role " + needed.wire() + "; the caller's is "
                            + by.role().wire());
        }
    }

    private static void requireApprover(JsonNode spec, Respondent by) {
        JsonNode approvers = spec.path("approvers");
        boolean named = approvers.isEmpty()
                || approvers.valueStream().anyMatch(one -> one.asString("").equals(by.actor()));
        if (!named) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "this approval is for its approvers, and " + by.actor() + " is none");
        }
    }

    /** Whoever says no need not fill in what a yes would need. */
    private static void checkFields(JsonNode spec, JsonNode input, SchemaCheck schemas) {
        ObjectNode fields = ((ObjectNode) input).deepCopy();
        fields.remove(OWN_FIELDS);
        JsonNode schema = spec.path("answer_schema");
        boolean rejects = !input.path("approved").asBoolean();
        if (fields.isEmpty() && (rejects || schema.isMissingNode() || schema.isNull())) {
            return;
        }
        if (schema.isMissingNode() || schema.isNull()) {
            throw Problem.invalid(
                    "/input",
                    "this approval takes approved and comment, not " + String.join(", ", fields.propertyNames()));
        }
        schemas.require(schema, fields, "/input");
    }
}
