package dev.millrace.agents;

import dev.millrace.http.CamelCase;
import dev.millrace.http.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs, newest first; {@code nextCursor} gets the next part and is null after the last. */
@CamelCase
record AgentRunPage(List<AgentRunView> items, @Nullable String nextCursor) {
    static AgentRunPage of(Page<AgentRunView> page) {
        return new AgentRunPage(page.items(), page.nextCursor());
    }
}
