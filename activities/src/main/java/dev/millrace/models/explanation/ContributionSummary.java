package dev.millrace.models.explanation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.models.Matrix;
import dev.millrace.models.TrainedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matters to a model as a whole: of each column the mean size of its contributions (SHAP values) over {@code rows}
 * rows, the largest first, in the unit of {@code outputSpace}.
 */
public record ContributionSummary(
        @JsonProperty("output_space") OutputSpace outputSpace, int rows, List<Mean> columns) {
    private static final int MOST_ROWS = 200;
    private static final int FEWEST_ROWS = 10;
    private static final int BACKGROUND = 10;
    /** About ten seconds of one core. */
    private static final double STEPS = 1e10;

    public ContributionSummary {
        columns = List.copyOf(columns);
    }

    /** A column's mean absolute contribution. */
    public record Mean(
            String feature,
            @JsonProperty("mean_abs_contribution") double meanAbsContribution) {}

    /**
     * Over rows chosen by the seed: 200, or fewer where they take long. Null for a model that is not explainable.
     *
     * @param goesOn is called before every row, and may throw to end it
     */
    public static @Nullable ContributionSummary of(TrainedModel model, Matrix rows, long seed, Runnable goesOn) {
        if (!model.inputs().outputs().explainable()) {
            return null;
        }
        Explanations explanations = Explanations.of(model, BACKGROUND);
        int wanted = Math.clamp((long) (STEPS / explanations.cost()), FEWEST_ROWS, MOST_ROWS);
        Matrix sample = rows.sample(wanted, seed);
        List<String> names = explanations.columns();
        double[] sums = new double[names.size()];
        for (int row = 0; row < sample.rows(); row++) {
            goesOn.run();
            Matrix one = sample.slice(row, row + 1);
            double[] contributions = explanations.contributions(one, model.predict(one));
            for (int column = 0; column < sums.length; column++) {
                sums[column] += Math.abs(contributions[column]);
            }
        }
        List<Mean> means = new ArrayList<>();
        for (int column = 0; column < sums.length; column++) {
            means.add(new Mean(names.get(column), sums[column] / Math.max(1, sample.rows())));
        }
        means.sort(Comparator.comparingDouble(Mean::meanAbsContribution).reversed());
        return new ContributionSummary(explanations.space(), sample.rows(), means);
    }
}
