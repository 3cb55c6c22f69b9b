package dev.millrace.training.algorithm;

import dev.millrace.models.Predictor;
import java.util.Map;

/**
 * What a fit ends with: the predictor, how much each feature counts in it (any scale, 0 or more, one number per feature; no
 * numbers where the algorithm cannot tell), and the libraries used with their versions.
 */
public record Fit(Predictor predictor, double[] importances, Map<String, String> engines) {
    public Fit {
        engines = Map.copyOf(engines);
    }
}
