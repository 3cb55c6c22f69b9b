package dev.millrace.training.algorithm;

import dev.millrace.models.KernelFunction;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** The settings of the support vector machines, with scikit-learn's names, meanings and defaults. */
final class KernelParameters {
    private static final int MOST_ROWS = 100_000;

    private KernelParameters() {}

    /** Those that all share, and then {@code more}. */
    static Hyperparameters with(Hyperparameter... more) {
        List<Hyperparameter> all = new ArrayList<>();
        all.add(new Hyperparameter.Choice(
                "kernel", "How rows are compared", "rbf", List.of("linear", "rbf", "poly"), true));
        all.add(new Hyperparameter.RealOrWord(
                "gamma",
                "How fast likeness fades with distance (rbf) or grows (poly); scale: 1 / (features × variance); auto:"
                        + " 1 / features",
                "scale",
                List.of("scale", "auto"),
                0,
                1e6,
                new Hyperparameter.Range(1e-4, 10, true)));
        all.add(new Hyperparameter.Whole("degree", "The degree of poly", 3, 1, KernelFunction.MOST_DEGREE, null));
        all.add(new Hyperparameter.Real("coef0", "What poly adds to its product", 0.0, -1e6, false, 1e6, null));
        all.add(new Hyperparameter.Real("tol", "The violation at which it ends", 1e-3, 0, true, 1, null));
        all.addAll(List.of(more));
        return new Hyperparameters(all);
    }

    static Hyperparameter penalty() {
        return new Hyperparameter.Real(
                "C",
                "What an error costs: the inverse of the penalty's strength",
                1.0,
                0,
                true,
                1e6,
                new Hyperparameter.Range(1e-2, 1e3, true));
    }

    static KernelFunction kernel(FitInput input) {
        HyperparameterValues values = input.parameters();
        return switch (values.word("kernel")) {
            case "linear" -> KernelFunction.linear();
            case "poly" ->
                new KernelFunction(
                        KernelFunction.Kind.POLY, gamma(input), values.real("coef0"), values.whole("degree"));
            default -> KernelFunction.rbf(gamma(input));
        };
    }

    /** @throws Problem when there are more rows than these methods can work with */
    static void requireFewRows(String algorithm, FitInput input, String instead) {
        int rows = input.train().rows();
        if (rows > MOST_ROWS) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    algorithm + " takes at most " + MOST_ROWS + " rows, for its work grows with their square, and there"
                            + " are " + rows + "; choose " + instead);
        }
    }

    private static double gamma(FitInput input) {
        Matrix matrix = input.train().features();
        return input.parameters()
                .number("gamma")
                .orElseGet(() -> 1
                        / (matrix.width() * (input.parameters().word("gamma").equals("auto") ? 1 : variance(matrix))));
    }

    /** Of all values together; 1 where they are all the same. */
    private static double variance(Matrix matrix) {
        double mean = 0;
        for (float value : matrix.values()) {
            mean += value;
        }
        mean /= matrix.values().length;
        double squares = 0;
        for (float value : matrix.values()) {
            squares += (value - mean) * (value - mean);
        }
        return squares == 0 ? 1 : squares / matrix.values().length;
    }
}
