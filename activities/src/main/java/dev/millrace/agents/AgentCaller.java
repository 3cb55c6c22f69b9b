package dev.millrace.agents;

import dev.millrace.security.Role;

/** Whom an agent acts as: its tools may do what this one may. */
public record AgentCaller(String actor, Role role) {}
