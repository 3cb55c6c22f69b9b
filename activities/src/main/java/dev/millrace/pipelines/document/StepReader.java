package dev.millrace.pipelines.document;

import static dev.millrace.pipelines.document.Durations.DAY;
import static dev.millrace.pipelines.document.Durations.MOMENT;
import static dev.millrace.pipelines.document.Durations.SECOND;
import static dev.millrace.pipelines.document.Durations.YEAR;

import dev.millrace.jobs.Priority;
import dev.millrace.pipelines.StepPlan;
import dev.millrace.pipelines.document.DocumentStep.Compensation;
import dev.millrace.pipelines.document.DocumentStep.ForEach;
import dev.millrace.problems.schema.Kinds;
import dev.millrace.problems.schema.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads steps, and notes everything about their form that is wrong. Remembers where each was written. */
final class StepReader {
    static final List<String> FIELDS = List.of(
            "id",
            "type",
            "needs",
            "when",
            "with",
            "retry",
            "timeout",
            "for_each",
            "compensate",
            "cache",
            "priority",
            "allow_failure");

    private static final int MOST_STEPS = 1_000;
    private static final int DEEPEST = 5;
    private static final int USUAL_WINDOW = 10;

    private final Findings findings;
    private final Map<String, String> places;
    private final BodyReader bodies;
    private int count;

    /** {@code places} is filled: the pointer of each step by its id. */
    StepReader(Findings findings, Map<String, String> places) {
        this.findings = findings;
        this.places = places;
        this.bodies = new BodyReader(this, findings);
    }

    /** A block: the outermost one, a loop's body or one case of a branch. {@code depth} is 0 for the outermost. */
    List<DocumentStep> block(@Nullable JsonNode list, String at, int depth) {
        List<DocumentStep> steps = new ArrayList<>();
        if (list == null) {
            return steps;
        }
        if (!list.isArray()) {
            findings.add(at, "steps have to be a list, not " + Kinds.of(list));
            return steps;
        }
        if (depth > DEEPEST) {
            findings.add(at, "steps are nested deeper than " + DEEPEST);
            return steps;
        }
        for (int i = 0; i < list.size(); i++) {
            if (++count > MOST_STEPS) {
                findings.add(Pointer.of(at, i), "the document has more than " + MOST_STEPS + " steps");
                return steps;
            }
            steps.add(step(list.get(i), Pointer.of(at, i), depth));
        }
        return steps;
    }

    private DocumentStep step(JsonNode value, String at, int depth) {
        Members step = Members.of(value, at, findings, FIELDS);
        String id = id(step, at);
        String type = Optional.ofNullable(step.requiredText("type")).orElse("");
        JsonNode with = with(step);
        return new DocumentStep(
                id,
                type,
                needs(step),
                step.text("when"),
                with,
                retry(step, "retry"),
                step.duration("timeout", SECOND, YEAR),
                forEach(step),
                compensation(step),
                step.duration("cache", SECOND, YEAR),
                priority(step),
                allowFailure(step),
                type.equals(Control.LOOP) ? bodies.loop(with, step.at("with"), depth) : null,
                type.equals(Control.BRANCH) ? bodies.branch(with, step.at("with"), depth) : null);
    }

    private String id(Members step, String at) {
        String id = step.requiredText("id");
        if (id == null) {
            return "";
        }
        if (!Ids.valid(id)) {
            findings.add(step.at("id"), Ids.RULE + "; " + Ids.shown(id) + " is none");
        }
        String other = places.putIfAbsent(id, at);
        if (other != null) {
            findings.add(
                    step.at("id"),
                    "the id " + id + " is taken by the step at " + other + "; ids are unique in the document");
        }
        return id;
    }

    private List<String> needs(Members step) {
        JsonNode list = step.list("needs");
        List<String> needs = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            JsonNode need = list.get(i);
            String at = Pointer.of(step.at("needs"), i);
            if (!need.isString()) {
                findings.add(at, "needs holds ids of steps, not " + Kinds.of(need));
            } else if (needs.contains(need.stringValue())) {
                findings.add(at, need.stringValue() + " is there twice");
            } else {
                needs.add(need.stringValue());
            }
        }
        return needs;
    }

    private JsonNode with(Members step) {
        JsonNode with = step.get("with");
        if (with != null && !with.isObject()) {
            findings.add(step.at("with"), "with has to be an object, not " + Kinds.of(with));
        }
        return with == null || !with.isObject() ? JsonNodeFactory.instance.objectNode() : with;
    }

    private StepPlan.@Nullable Retry retry(Members step, String name) {
        if (!step.has(name)) {
            return null;
        }
        Members retry = Members.of(step.get(name), step.at(name), findings, List.of("max_attempts", "backoff"));
        Duration backoff = retry.duration("backoff", MOMENT, DAY);
        return new StepPlan.Retry(
                retry.integer("max_attempts", 1, 100, StepPlan.Retry.USUAL.maxAttempts()),
                backoff == null ? StepPlan.Retry.USUAL.backoff() : backoff);
    }

    private @Nullable ForEach forEach(Members step) {
        JsonNode value = step.get("for_each");
        if (value == null) {
            return null;
        }
        if (value.isString()) {
            return new ForEach(value.stringValue(), USUAL_WINDOW, true);
        }
        if (!value.isObject()) {
            findings.add(
                    step.at("for_each"),
                    "for_each has to be an expression or an object with items, not " + Kinds.of(value));
            return null;
        }
        Members each = Members.of(value, step.at("for_each"), findings, List.of("items", "window", "on_failure"));
        String items = each.requiredText("items");
        int window = each.integer("window", 1, 100, USUAL_WINDOW);
        boolean stops = each.oneOf("on_failure", "stop", "continue").equals("stop");
        return items == null ? null : new ForEach(items, window, stops);
    }

    private @Nullable Compensation compensation(Members step) {
        if (!step.has("compensate")) {
            return null;
        }
        Members undo = Members.of(
                step.get("compensate"), step.at("compensate"), findings, List.of("type", "with", "retry", "timeout"));
        String type = undo.requiredText("type");
        return new Compensation(
                type == null ? "" : type, with(undo), retry(undo, "retry"), undo.duration("timeout", SECOND, YEAR));
    }

    private boolean allowFailure(Members step) {
        JsonNode value = step.get("allow_failure");
        if (value != null && !value.isBoolean()) {
            findings.add(step.at("allow_failure"), "allow_failure has to be true or false, not " + Kinds.of(value));
        }
        return value != null && value.asBoolean(false);
    }

    private @Nullable Priority priority(Members step) {
        String text = step.text("priority");
        if (text == null) {
            return null;
        }
        for (Priority priority : Priority.values()) {
            if (priority.name().toLowerCase(Locale.ROOT).equals(text)) {
                return priority;
            }
        }
        findings.add(step.at("priority"), "priority has to be low, normal or high");
        return null;
    }
}
