package dev.millrace.models;

import org.jspecify.annotations.Nullable;

/** Which version answers a request, as part of which split, and which predicts beside it without being heard. */
public record Route(
        ModelVersion version,
        @Nullable Split split,
        @Nullable ModelVersion shadow) {}
