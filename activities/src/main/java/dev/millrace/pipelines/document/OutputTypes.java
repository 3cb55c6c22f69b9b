package dev.millrace.pipelines.document;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.millrace.pipelines.expression.Types;
import dev.millrace.pipelines.steps.StepType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of what steps give, and of what expressions see of a step. */
final class OutputTypes {
    private final Map<String, StepType> stepTypes;
    private final Types types;
    private final Map<String, CelType> outputs = new LinkedHashMap<>();
    private final Map<String, CelType> views = new LinkedHashMap<>();

    OutputTypes(List<DocumentStep> steps, Map<String, StepType> stepTypes, Types types) {
        this.stepTypes = stepTypes;
        this.types = types;
        steps.forEach(this::add);
    }

    /** By id, of all steps, those inside others too. */
    Map<String, CelType> outputs() {
        return outputs;
    }

    /** What {@code steps.<id>} is. */
    Map<String, CelType> views() {
        return views;
    }

    private CelType add(DocumentStep step) {
        CelType one = output(step);
        CelType output = step.forEach() == null ? one : ListType.create(one);
        outputs.put(step.id(), output);
        views.put(
                step.id(),
                types.struct(
                        "step " + step.id(),
                        Map.of(
                                "output", output,
                                "status", SimpleType.STRING,
                                "failed", SimpleType.INT,
                                "error", SimpleType.STRING)));
        return output;
    }

    private CelType output(DocumentStep step) {
        String name = "output of " + step.id();
        return switch (step.type()) {
            case Control.WAIT -> types.struct(name, Map.of("event_data", SimpleType.DYN, "timed_out", SimpleType.BOOL));
            case Control.APPROVAL -> approval(step, name);
            case Control.BRANCH -> types.struct(name, Map.of("case", SimpleType.INT, "steps", inner(step, name)));
            case Control.LOOP ->
                types.struct(
                        name,
                        Map.of("iterations", SimpleType.INT, "done", SimpleType.BOOL, "steps", inner(step, name)));
            default -> {
                StepType type = stepTypes.get(step.type());
                yield type == null ? SimpleType.DYN : types.of(type.outputSchema(), name);
            }
        };
    }

    private CelType approval(DocumentStep step, String name) {
        return types.struct(
                name,
                Map.of(
                        "approved", SimpleType.BOOL,
                        "by", SimpleType.STRING,
                        "comment", SimpleType.STRING,
                        "at", SimpleType.TIMESTAMP,
                        "answer", types.of(step.with().get("answer_schema"), name + ".answer")));
    }

    private CelType inner(DocumentStep step, String name) {
        Map<String, CelType> inner = new LinkedHashMap<>();
        Steps.bodies(step).forEach(body -> body.forEach(each -> inner.put(each.id(), add(each))));
        return types.struct(name + ".steps", inner);
    }
}
