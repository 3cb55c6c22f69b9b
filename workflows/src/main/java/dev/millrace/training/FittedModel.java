package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;

/** A fitted model by handle: the preprocessing and the predictor together, as the registry keeps and serves it. */
public record FittedModel(ArtifactHandle model) {}
