package dev.millrace.agents.flows;

import dev.millrace.agents.flows.Flow.Member;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;

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

    /** CEL for what a member is given as its input. */
    static String input(Member member) {
        return "${{ " + (member.hasOwnInput() ? "input.given." + member.name() : "input.task") + " }}";
    }
}
