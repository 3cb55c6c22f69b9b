package dev.millrace.agents;

import java.util.Map;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Toolboxes for tests. */
public final class Toolboxes {
    private Toolboxes() {}

    public static Toolbox with(AgentTool tool) {
        return new Toolbox(
                new StaticListableBeanFactory(Map.of("tool", tool)).getBeanProvider(AgentTool.class),
                AgentBench.OUTBOUND);
    }
}
