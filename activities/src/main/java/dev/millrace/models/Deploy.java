package dev.millrace.models;

/**
 * An order to put a version into service. The same {@code key} again is the same order, carried out once; a job uses
 * {@code "job:" + id}. {@code by} says who ordered it.
 */
public record Deploy(int version, Deployment.Reason reason, String key, String by) {}
