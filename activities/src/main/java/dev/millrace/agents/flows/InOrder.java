package dev.millrace.agents.flows;

import dev.millrace.agents.flows.Flow.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One after the other, each with what was found before it, or all at once. */
record InOrder(Flow flow) implements Coordination {
    @Override
    public void write(ArrayNode steps) {
        List<Member> members = flow.members();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            ObjectNode step = steps.addObject();
            step.put("id", member.name()).put("type", "agent").put("allow_failure", true);
            ObjectNode with = step.putObject("with");
            Coordination.ask(with, member);
            if (flow.mode() == Flow.Mode.SEQUENCE && i > 0) {
                step.putArray("needs").add(members.get(i - 1).name());
                ObjectNode context = with.putObject("context");
                members.subList(0, i)
                        .forEach(before ->
                                context.put(before.name(), "${{ steps." + before.name() + ".output.result }}"));
            }
        }
    }

    @Override
    public List<String> decisive() {
        return flow.members().stream().map(Member::name).toList();
    }

    @Override
    public Map<String, String> findings() {
        Map<String, String> findings = new LinkedHashMap<>();
        for (String name : decisive()) {
            findings.put(
                    name, "steps." + name + ".status == 'completed' ? dyn(steps." + name + ".output.result) : null");
        }
        return findings;
    }

    /** Of a sequence what the last one says, else what each says. */
    @Override
    public String result() {
        if (flow.mode() == Flow.Mode.SEQUENCE) {
            return "dyn(steps." + flow.members().getLast().name() + ".output.result)";
        }
        return decisive().stream()
                .map(name -> "'" + name + "': dyn(steps." + name + ".output.result)")
                .collect(Collectors.joining(", ", "dyn({", "})"));
    }
}
