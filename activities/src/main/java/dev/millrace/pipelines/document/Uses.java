package dev.millrace.pipelines.document;

import dev.millrace.pipelines.document.DocumentStep.Branch;
import dev.millrace.pipelines.document.Use.Role;
import dev.millrace.pipelines.expression.ExpressionException;
import dev.millrace.pipelines.expression.Template;
import dev.millrace.problems.schema.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the expressions of a step, without those of the steps inside it. */
final class Uses {
    private final Findings findings;
    private final List<Use> uses = new ArrayList<>();

    private Uses(Findings findings) {
        this.findings = findings;
    }

    static List<Use> of(DocumentStep step, String at, Findings findings) {
        Uses found = new Uses(findings);
        found.bare(Role.WHEN, at + "/when", step.when());
        if (step.forEach() != null) {
            found.bare(Role.ITEMS, found.itemsAt(at), step.forEach().items());
        }
        String with = at + "/with";
        if (step.loop() != null) {
            found.bare(Role.UNTIL, with + "/until", step.loop().until());
        } else if (step.branch() != null) {
            found.cases(step.branch(), with + "/cases");
        } else {
            found.template(step.with(), with, Role.VALUE, Role.PART);
        }
        if (step.compensate() != null) {
            found.template(step.compensate().with(), at + "/compensate/with", Role.UNDO_VALUE, Role.UNDO_PART);
        }
        return found.uses;
    }

    static List<Use> ofOutput(@Nullable JsonNode output, Findings findings) {
        Uses found = new Uses(findings);
        if (output != null) {
            found.template(output, "/output", Role.VALUE, Role.PART);
        }
        return found.uses;
    }

    /** {@code for_each} may be the expression itself, or an object that holds it. */
    private String itemsAt(String at) {
        String items = at + "/for_each/items";
        return findings.written(items) ? items : at + "/for_each";
    }

    private void cases(Branch branch, String at) {
        for (int i = 0; i < branch.cases().size(); i++) {
            bare(Role.CASE, Pointer.of(at, i) + "/when", branch.cases().get(i).when());
        }
    }

    private void bare(Role role, String at, @Nullable String expression) {
        if (expression != null && !expression.isEmpty()) {
            uses.add(new Use(role, at, expression, 0));
        }
    }

    private void template(JsonNode value, String at, Role whole, Role part) {
        switch (value.getNodeType()) {
            case OBJECT -> value.forEachEntry((name, member) -> template(member, Pointer.of(at, name), whole, part));
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    template(value.get(i), Pointer.of(at, i), whole, part);
                }
            }
            case STRING -> text(value.stringValue(), at, whole, part);
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> {}
        }
    }

    private void text(String text, String at, Role whole, Role part) {
        if (!Template.has(text)) {
            return;
        }
        try {
            Template template = Template.of(text);
            for (Template.Code code : template.expressions()) {
                uses.add(new Use(template.whole() ? whole : part, at, code.expression(), code.line()));
            }
        } catch (ExpressionException open) {
            findings.add(at, String.valueOf(open.getMessage()));
        }
    }
}
