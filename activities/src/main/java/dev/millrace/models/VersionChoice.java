package dev.millrace.models;

/** Which version of a model to predict with. */
public sealed interface VersionChoice {
    /** The one that serves. */
    record Deployed() implements VersionChoice {}

    record Exact(int version) implements VersionChoice {}

    record Aliased(Alias alias) implements VersionChoice {}
}
