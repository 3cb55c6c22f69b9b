package dev.millrace.tuning.learning;

import java.util.Map;

/** A completed trial as charts know it; {@code value} is that of the study's metric, a finite number. */
public record Tried(int number, Map<String, Object> parameters, double value) {}
