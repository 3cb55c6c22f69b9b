package dev.millrace.automl;

/** An algorithm that does the task and is not tried, and why, for people. */
public record LeftOut(String algorithm, String reason) {}
