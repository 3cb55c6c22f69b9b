package dev.millrace.training.algorithm;

/** What an algorithm can do besides fitting: tell how far it is, go on from a checkpoint, explain a prediction. */
public record Capabilities(boolean progress, boolean checkpoint, boolean explain) {}
