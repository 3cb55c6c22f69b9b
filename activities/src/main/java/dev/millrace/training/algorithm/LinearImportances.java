package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;

/** How much features count in a linear model: they are scaled alike, so that the size of coefficients can be compared. */
final class LinearImportances {
    private LinearImportances() {}

    static double[] of(LinearModel model) {
        double[] importances = new double[model.features()];
        for (int i = 0; i < model.coefficients().length; i++) {
            importances[i % importances.length] += Math.abs(model.coefficients()[i]);
        }
        return importances;
    }
}
