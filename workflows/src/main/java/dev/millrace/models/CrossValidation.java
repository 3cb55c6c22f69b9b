package dev.millrace.models;

import java.util.List;
import java.util.Map;

/** How the models of single folds did, and by how much their metrics differ: the sample standard deviation by name. */
public record CrossValidation(List<Fold> folds, Map<String, Double> sd) {
    public CrossValidation {
        folds = List.copyOf(folds);
    }

    /** One fold, counted from 1: metrics on its test rows of a model fitted on its training rows. */
    public record Fold(int fold, long trainRows, long testRows, Map<String, Double> metrics) {}
}
