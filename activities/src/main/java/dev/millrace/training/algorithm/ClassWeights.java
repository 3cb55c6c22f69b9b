package dev.millrace.training.algorithm;

import java.util.Arrays;
import java.util.List;

/** What rows count by their class: all the same, or each class as much as any other (scikit-learn's "balanced"). */
final class ClassWeights {
    static final Hyperparameter PARAMETER = new Hyperparameter.Choice(
            "class_weight",
            "What the rows of a classification count: none: all the same; balanced: each class as much as any other",
            "none",
            List.of("none", "balanced"),
            false);

    private ClassWeights() {}

    /** The weight of each training row. */
    static double[] ofRows(FitInput input) {
        double[] weights = new double[input.train().rows()];
        Arrays.fill(weights, 1);
        if (input.classes() > 0) {
            double[] byClass = of(input);
            for (int row = 0; row < weights.length; row++) {
                weights[row] = byClass[(int) input.train().target()[row]];
            }
        }
        return weights;
    }

    /** The weight of a row of each class. */
    static double[] of(FitInput input) {
        double[] weights = new double[input.classes()];
        Arrays.fill(weights, 1);
        if (input.parameters().word("class_weight").equals("balanced")) {
            int[] counts = new int[weights.length];
            for (double label : input.train().target()) {
                counts[(int) label]++;
            }
            long seen = Arrays.stream(counts).filter(count -> count > 0).count();
            for (int c = 0; c < weights.length; c++) {
                weights[c] = counts[c] == 0 ? 0 : (double) input.train().rows() / (seen * counts[c]);
            }
        }
        return weights;
    }
}
