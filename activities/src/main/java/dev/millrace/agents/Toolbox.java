package dev.millrace.agents;

import dev.millrace.security.outbound.Outbound;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Every tool there is, and those that a run's agent may use. */
@Component
public final class Toolbox {
    private final ObjectProvider<AgentTool> beans;
    private final Outbound outbound;
    private volatile Map<String, Tool> byName = Map.of();

    /** @param beans asked for late: tools use what uses jobs */
    Toolbox(ObjectProvider<AgentTool> beans, Outbound outbound) {
        this.beans = beans;
        this.outbound = outbound;
    }

    /** The names of the tools that need not be defined by an agent. */
    public Set<String> names() {
        return new TreeSet<>(all().keySet());
    }

    /** By name, in the order of the definition: those of its allow-list, and its own, that the caller's role may use. */
    Map<String, Tool> offered(AgentRun run) {
        Map<String, Tool> offered = new LinkedHashMap<>();
        run.definition().tools().forEach(name -> {
            Tool tool = all().get(name);
            if (tool != null && run.caller().role().includes(tool.needs())) {
                offered.put(name, tool);
            }
        });
        for (AgentDefinition.HttpTool defined : run.definition().options().httpTools()) {
            Tool tool = new HttpCallTool(defined, outbound);
            if (run.caller().role().includes(tool.needs())) {
                offered.putIfAbsent(tool.name(), tool);
            }
        }
        return offered;
    }

    private Map<String, Tool> all() {
        if (byName.isEmpty()) {
            byName = byName(beans.orderedStream().toList());
        }
        return byName;
    }

    private static Map<String, Tool> byName(Collection<AgentTool> beans) {
        List<AnnotatedTool> tools = beans.stream().map(AnnotatedTool::of).toList();
        Map<String, Tool> byName = new LinkedHashMap<>();
        for (Tool tool : tools) {
            if (byName.put(tool.name(), tool) != null) {
                throw new IllegalStateException("two tools are called " + tool.name());
            }
        }
        return byName;
    }
}
