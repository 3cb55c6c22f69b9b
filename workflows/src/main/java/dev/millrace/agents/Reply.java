package dev.millrace.agents;

/** What {@code by} has said to the step that waits at {@code place}; {@code id} is where it is kept. */
public record Reply(String place, String by, String id) {}
