package dev.millrace.agents.own;

import dev.millrace.agents.AgentDefinition;
import java.time.Instant;

/** An agent that a tenant's users wrote; {@code version} counts its changes from 1. */
public record OwnAgent(
        AgentDefinition definition, int version, String updatedBy, Instant createdAt, Instant updatedAt) {}
