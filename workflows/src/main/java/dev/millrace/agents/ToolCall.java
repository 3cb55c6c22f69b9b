package dev.millrace.agents;

/** A tool that a model wants used: the place among those it asked for in one answer, from 1; whether a person decides first. */
public record ToolCall(int position, String tool, boolean approval) {}
