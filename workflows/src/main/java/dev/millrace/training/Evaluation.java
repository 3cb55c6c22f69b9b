package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import java.util.Map;

/** Metrics on the test rows by name, and the handle of the larger report (confusion matrix, curves, importances). */
public record Evaluation(Map<String, Double> metrics, ArtifactHandle report) {}
