package dev.millrace.agents;

import dev.millrace.agents.own.OwnAgent;
import dev.millrace.http.CamelCase;
import java.time.Instant;

/** An agent that the workspace's users wrote. */
@CamelCase
record OwnAgentView(AgentView agent, int version, String updatedBy, Instant createdAt, Instant updatedAt) {
    static OwnAgentView of(OwnAgent own) {
        return new OwnAgentView(
                AgentView.of(own.definition(), true), own.version(), own.updatedBy(), own.createdAt(), own.updatedAt());
    }
}
