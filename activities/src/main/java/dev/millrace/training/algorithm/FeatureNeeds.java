package dev.millrace.training.algorithm;

/** {@code scaled}: numbers centred and divided by their deviation. {@code missing}: the algorithm takes NaN itself. */
public record FeatureNeeds(boolean scaled, boolean missing) {}
