package dev.millrace.prediction;

/** How many rows were predicted and how many could not be. */
public record BatchPredictionResult(long completedItems, long failedItems) {}
