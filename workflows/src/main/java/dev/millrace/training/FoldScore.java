package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import java.util.Map;

/** How the model of one fold (counted from 1) did on the fold's rows, and the handle of its predictions for them. */
public record FoldScore(
        int fold, long trainRows, long testRows, Map<String, Double> metrics, ArtifactHandle predictions) {}
