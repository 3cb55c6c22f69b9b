package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.Reference;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.problems.schema.Names;
import dev.millrace.problems.schema.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks how steps hang together, and what their types allow. */
final class Structure {
    private final Steps steps;
    private final Map<String, StepType> types;
    private final Findings findings;

    Structure(Steps steps, Map<String, StepType> types, Findings findings) {
        this.steps = steps;
        this.types = types;
        this.findings = findings;
    }

    void check() {
        for (Located located : steps.all()) {
            type(located);
            compensation(located);
            needs(located);
            reads(located);
        }
        for (List<DocumentStep> block : steps.blocks()) {
            cycles(block);
        }
    }

    private void type(Located located) {
        DocumentStep step = located.step();
        if (step.type().isEmpty()) {
            return;
        }
        List<String> known =
                Stream.concat(types.keySet().stream(), Control.TYPES.stream()).toList();
        if (!known.contains(step.type())) {
            findings.add(
                    located.at() + "/type",
                    "there is no step type " + step.type() + "; " + Names.there("types are", step.type(), known));
            return;
        }
        StepType type = types.get(step.type());
        if (step.cache() != null && (type == null || !type.cacheable())) {
            List<String> can = names(types.values().stream().filter(StepType::cacheable));
            findings.add(
                    located.at() + "/cache", step.type() + " cannot be cached; types that can: " + Names.list(can));
        }
        if (step.retry() != null && type == null) {
            findings.add(
                    located.at() + "/retry",
                    "a " + step.type() + " is not tried again; retry is for steps that do work");
        }
        if (step.forEach() != null && Planner.waitsForEvent(step)) {
            findings.add(located.at() + "/for_each", "a wait for an event cannot be done for each of several items");
        }
    }

    private void compensation(Located located) {
        DocumentStep.Compensation undo = located.step().compensate();
        if (undo == null || undo.type().isEmpty()) {
            return;
        }
        StepType type = types.get(undo.type());
        if (type == null || !type.compensates()) {
            List<String> can = names(types.values().stream().filter(StepType::compensates));
            findings.add(
                    located.at() + "/compensate/type",
                    undo.type() + " cannot undo a step; types that can: " + Names.list(can));
        }
    }

    private void needs(Located located) {
        List<String> siblings = located.block().stream().map(DocumentStep::id).toList();
        List<String> needs = located.step().needs();
        for (int i = 0; i < needs.size(); i++) {
            String need = needs.get(i);
            String at = Pointer.of(located.at() + "/needs", i);
            if (need.equals(located.step().id())) {
                findings.add(at, "the step " + need + " needs itself");
            } else if (!siblings.contains(need)) {
                String reason = steps.find(need) == null
                        ? "there is no step " + need
                        : "the step " + need + " is in another block; needs are within the same one";
                List<String> others = siblings.stream()
                        .filter(id -> !id.equals(located.step().id()))
                        .toList();
                findings.add(at, reason + "; " + Names.there("steps here are", need, others));
            }
        }
    }

    private void reads(Located located) {
        for (Use use : located.uses()) {
            for (Reference read : steps.reads(List.of(use))) {
                if (read.step().equals(located.step().id())) {
                    findings.add(use.at(), "the step " + read.step() + " reads itself");
                } else if (located.enclosing().contains(read.step())) {
                    findings.add(
                            use.at(), "the step " + read.step() + " is around this one; it is not done before it ends");
                }
            }
        }
    }

    private void cycles(List<DocumentStep> block) {
        Set<String> through = new HashSet<>();
        for (DocumentStep step : block) {
            follow(step.id(), new ArrayList<>(), through);
        }
    }

    private void follow(String id, List<String> path, Set<String> through) {
        int before = path.indexOf(id);
        if (before >= 0) {
            List<String> circle = new ArrayList<>(path.subList(before, path.size()));
            circle.add(id);
            findings.add(place(id), "steps need each other in a circle: " + String.join(" → ", circle));
            return;
        }
        Located located = steps.find(id);
        if (located == null || !through.add(id)) {
            return;
        }
        path.add(id);
        for (String need : steps.needs(located)) {
            if (!need.equals(id)) {
                follow(need, path, through);
            }
        }
        path.removeLast();
    }

    private String place(String id) {
        String at = steps.get(id).at();
        return steps.get(id).step().needs().isEmpty() ? at : at + "/needs";
    }

    private static List<String> names(Stream<StepType> types) {
        List<String> names = types.map(StepType::name).toList();
        return names.isEmpty() ? List.of("none") : names;
    }
}
