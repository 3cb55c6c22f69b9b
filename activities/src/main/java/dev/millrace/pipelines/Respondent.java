package dev.millrace.pipelines;

import dev.millrace.security.Role;

/** Who answers a step that waits, or tells of an event. */
public record Respondent(String actor, Role role) {}
