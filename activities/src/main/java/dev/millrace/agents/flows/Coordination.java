package dev.millrace.agents.flows;

import dev.millrace.agents.flows.Flow.Member;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How one mode is written as steps of a workflow. */
sealed interface Coordination permits InOrder, ByTurns {
    /** Adds the steps that do the work; each may fail without failing the run. */
    void write(ArrayNode steps);

    /** Those of its steps, in the outermost block, whose end says whether it went well. */
    List<String> decisive();

    /** CEL for what each member has found, by its name; null where it has not. */
    Map<String, String> findings();

    /** CEL for the result, once all went well. */
    String result();

    static Coordination of(Flow flow) {
        return switch (flow.mode()) {
            case SEQUENCE, PARALLEL -> new InOrder(flow);
            case SUPERVISOR, HANDOFF -> new ByTurns(flow);
        };
    }

    /** Whom the step asks, and what it is given: an input of its own, or what it takes of the task. */
    static ObjectNode ask(ObjectNode with, Member member) {
        with.put("agent", member.agent());
        return member.hasOwnInput()
                ? with.put("input", "${{ input.given." + member.name() + " }}")
                : with.put("task", "${{ input.task }}");
    }
}
