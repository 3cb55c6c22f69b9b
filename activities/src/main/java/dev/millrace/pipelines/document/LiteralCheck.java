package dev.millrace.pipelines.document;

import com.networknt.schema.Error;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.problems.schema.SchemaWording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks {@code with} against its type's schema. Where an expression stands, only the type of its values is asked for. */
final class LiteralCheck {
    private final Map<String, StepType> types;
    private final Map<String, JsonNode> withs = new HashMap<>();
    private final SchemaCheck schemas;
    private final Findings findings;

    LiteralCheck(Map<String, StepType> types, SchemaCheck schemas, Findings findings) {
        this.types = types;
        this.schemas = schemas;
        this.findings = findings;
    }

    /** {@code expressions}: the type of each expression's values, by its place; dyn where it is not known. */
    void check(Located located, Map<String, CelType> expressions) {
        DocumentStep step = located.step();
        if (step.type().equals(Control.WAIT) || step.type().equals(Control.APPROVAL)) {
            check(ControlTypes.with(step.type()), step.with(), located.at() + "/with", expressions, located.uses());
            new ControlCheck(schemas, findings).check(located);
        }
        StepType type = types.get(step.type());
        if (type != null) {
            check(with(type), step.with(), located.at() + "/with", expressions, located.uses());
        }
        DocumentStep.Compensation undo = step.compensate();
        StepType undoes = undo == null ? null : types.get(undo.type());
        if (undo != null && undoes != null && undoes.compensates()) {
            check(with(undoes), undo.with(), located.at() + "/compensate/with", expressions, located.uses());
        }
    }

    private JsonNode with(StepType type) {
        return withs.computeIfAbsent(type.name(), name -> type.withSchema());
    }

    private void check(JsonNode schema, JsonNode with, String at, Map<String, CelType> expressions, List<Use> uses) {
        Map<String, CelType> below = new HashMap<>();
        for (Use use : uses) {
            if (use.at().startsWith(at + "/")) {
                boolean whole = use.role() == Use.Role.VALUE || use.role() == Use.Role.UNDO_VALUE;
                CelType type = expressions.getOrDefault(use.at(), SimpleType.DYN);
                below.put(use.at().substring(at.length()), whole ? type : SimpleType.STRING);
            }
        }
        try {
            JsonNode sample = Samples.in(with, "", below);
            List<Error> errors = Forgiven.of(schemas.errors(schema, sample), below);
            List<Violation> violations = SchemaWording.of(errors, schema, at).stream()
                    .filter(violation -> !findings.at(violation.pointer()))
                    .toList();
            violations.forEach(violation -> findings.add(violation.pointer(), violation.detail()));
        } catch (SchemaCheck.TooMuch tooMuch) {
            findings.add(at, String.valueOf(tooMuch.getMessage()));
        }
    }
}
