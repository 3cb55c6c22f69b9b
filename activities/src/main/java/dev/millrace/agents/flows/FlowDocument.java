package dev.millrace.agents.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flow as a document of the pipelines' engine: the agents' steps, then the one agent that is asked when they come to no
 * result, then a person, then the admins. Nothing that users wrote stands in it as an expression: that is in the run's input.
 */
final class FlowDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Flow flow;
    private final Coordination coordination;

    private FlowDocument(Flow flow) {
        this.flow = flow;
        this.coordination = Coordination.of(flow);
    }

    static ObjectNode of(Flow flow) {
        return new FlowDocument(flow).document();
    }

    /** The input of a run of the document. */
    static ObjectNode input(Flow flow) {
        ObjectNode input = NODES.objectNode();
        input.set("task", flow.input());
        ObjectNode given = input.putObject("given");
        flow.members().stream()
                .filter(Flow.Member::hasOwnInput)
                .forEach(member -> given.set(member.name(), member.input()));
        return input;
    }

    private ObjectNode document() {
        ObjectNode document = NODES.objectNode();
        String who = flow.members().stream().map(Flow.Member::agent).distinct().collect(Collectors.joining(", "));
        document.put("name", who.length() <= 200 ? who : who.substring(0, 200));
        ArrayNode steps = document.putArray("steps");
        coordination.write(steps);
        fallback(steps.addObject());
        person(steps.addObject(), "takeover", "fallback", "operator").put("allow_failure", true);
        person(steps.addObject(), "escalation", "takeover", "admin");
        output(document.putObject("output"));
        return document;
    }

    private void fallback(ObjectNode step) {
        step.put("id", "fallback").put("type", "agent").put("allow_failure", true);
        step.put(
                "when",
                coordination.decisive().stream()
                        .map(id -> "steps." + id + ".status != 'completed'")
                        .collect(Collectors.joining(" || ")));
        ObjectNode with = step.putObject("with");
        with.put("agent", flow.fallback()).put("task", "${{ input.task }}");
        found(with.putObject("context"));
    }

    private ObjectNode person(ObjectNode step, String id, String before, String role) {
        step.put("id", id).put("type", "approval");
        step.put("when", "steps." + before + ".status == 'failed'" + alsoRead());
        ObjectNode with = step.putObject("with");
        with.put(
                        "prompt",
                        "The agents have come to no result, and " + flow.fallback()
                                + " alone has not either. Take over: approve with the result, or reject to give up.")
                .put("role", role)
                .put("expires_in", flow.deadline().toString());
        ObjectNode details = with.putObject("details");
        details.put("task", "${{ input.task }}");
        found(details.putObject("found"));
        ObjectNode errors = details.putObject("errors");
        failing().forEach(failed -> errors.put(failed, "${{ steps." + failed + ".error }}"));
        ObjectNode answer = with.putObject("answer_schema");
        answer.put("type", "object").put("additionalProperties", false);
        answer.putArray("required").add("result");
        answer.putObject("properties").putObject("result");
        return step;
    }

    /** Always true; it lets the step go ahead however those ended whose findings and errors it shows. */
    private String alsoRead() {
        return failing().stream().map(id -> " && steps." + id + ".status != ''").collect(Collectors.joining());
    }

    private List<String> failing() {
        List<String> failing = new ArrayList<>(coordination.decisive());
        failing.add("fallback");
        return failing;
    }

    private void found(ObjectNode target) {
        coordination.findings().forEach((name, cel) -> target.put(name, "${{ " + cel + " }}"));
    }

    private void output(ObjectNode output) {
        output.put(
                "result",
                "${{ "
                        + decided(
                                "dyn(steps.escalation.output.answer.result)",
                                "dyn(steps.takeover.output.answer.result)",
                                "dyn(steps.fallback.output.result)",
                                coordination.result())
                        + " }}");
        output.put("answered_by", "${{ " + decided("'person'", "'person'", "'fallback'", "'agents'") + " }}");
        found(output.putObject("results"));
    }

    private static String decided(String escalation, String takeover, String fallback, String agents) {
        return "steps.escalation.status == 'completed' ? " + escalation + " : steps.takeover.status == 'completed' ? "
                + takeover + " : steps.fallback.status == 'completed' ? " + fallback + " : " + agents;
    }
}
