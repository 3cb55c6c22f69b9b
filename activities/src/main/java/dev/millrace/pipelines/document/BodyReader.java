package dev.millrace.pipelines.document;

import dev.millrace.pipelines.document.DocumentStep.Branch;
import dev.millrace.pipelines.document.DocumentStep.Case;
import dev.millrace.pipelines.document.DocumentStep.Loop;
import dev.millrace.problems.schema.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what lies inside loops and branches. */
final class BodyReader {
    private static final int USUAL_ITERATIONS = 10;
    private static final int MOST_ITERATIONS = 1_000;

    private final StepReader steps;
    private final Findings findings;

    BodyReader(StepReader steps, Findings findings) {
        this.steps = steps;
        this.findings = findings;
    }

    Loop loop(JsonNode with, String at, int depth) {
        Members loop = Members.of(with, at, findings, List.of("until", "max_iterations", "on_exhausted", "steps"));
        String until = loop.requiredText("until");
        List<DocumentStep> body = body(loop, "steps", depth);
        return new Loop(
                until == null ? "" : until,
                loop.integer("max_iterations", 1, MOST_ITERATIONS, USUAL_ITERATIONS),
                loop.oneOf("on_exhausted", "fail", "continue").equals("fail"),
                body);
    }

    Branch branch(JsonNode with, String at, int depth) {
        Members branch = Members.of(with, at, findings, List.of("cases", "else"));
        JsonNode list = branch.required("cases") == null ? null : branch.list("cases");
        List<Case> cases = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            Members one =
                    Members.of(list.get(i), Pointer.of(branch.at("cases"), i), findings, List.of("when", "steps"));
            String when = one.requiredText("when");
            cases.add(new Case(when == null ? "" : when, body(one, "steps", depth)));
        }
        if (list != null && list.isEmpty()) {
            findings.add(branch.at("cases"), "a branch needs at least one case");
        }
        return new Branch(cases, otherwise(branch, depth));
    }

    private List<DocumentStep> otherwise(Members branch, int depth) {
        @Nullable JsonNode list = branch.get("else");
        return steps.block(list, branch.at("else"), depth + 1);
    }

    private List<DocumentStep> body(Members around, String name, int depth) {
        JsonNode list = around.required(name);
        if (list != null && list.isArray() && list.isEmpty()) {
            findings.add(around.at(name), "there has to be at least one step");
        }
        return steps.block(list, around.at(name), depth + 1);
    }
}
