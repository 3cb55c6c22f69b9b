package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.ColumnType;
import dev.millrace.models.Feature;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.EvaluationReport.Permutation;
import dev.millrace.training.EvaluationReport.PermutedFeature;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PermutationImportanceTest {
    /** y = 3 a + b; c plays no part. */
    private final TrainedModel model = new TrainedModel(
            "ridge",
            new ModelInputs(
                    new InputSchema(List.of(InputField.of("a", ColumnType.NUMBER))),
                    Preprocessing.unscaled(List.of(
                            new NumericEncoding("a", 0, false),
                            new NumericEncoding("b", 0, false),
                            new NumericEncoding("c", 0, false))),
                    "y",
                    List.of()),
            new LinearModel(LinearModel.Link.IDENTITY, new double[] {3, 1, 0}, new double[] {0}),
            Map.of(),
            Map.of());

    @Test
    void ranksColumnsByWhatTheModelLosesWithoutThem() {
        Permutation importance = measure(500, 2_000, 7);

        assertThat(importance.features()).extracting(PermutedFeature::feature).containsExactly("a", "b", "c");
        assertThat(importance.baseline()).isCloseTo(1, within(1e-6));
        // Shuffling a doubles its part of the variance: 2 * 9 / (9 + 1); b likewise.
        assertThat(importance.features().get(0).mean()).isCloseTo(1.8, within(0.15));
        assertThat(importance.features().get(1).mean()).isCloseTo(0.2, within(0.05));
        assertThat(importance.features().get(2).mean()).isEqualTo(0);
        assertThat(importance.repeats()).isEqualTo(5);
    }

    @Test
    void samplesWhenThereAreManyRowsAndSaysHowMany() {
        assertThat(measure(500, 200, 7).sampleRows()).isEqualTo(200);
        assertThat(measure(100, 200, 7).sampleRows()).isEqualTo(100);
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
        assertThat(measure(500, 200, 7)).isEqualTo(measure(500, 200, 7)).isNotEqualTo(measure(500, 200, 8));
    }

    @Test
    void shufflesAllFeaturesOfAColumnTogether() {
        Random random = new Random(1);
        Matrix matrix =
                matrix(300, List.of(new Feature("a1", "a"), new Feature("a2", "a"), new Feature("c", "c")), random);
        Permutation importance = measure(new PreparedMatrix(matrix, sums(matrix)), 300, 7);

        assertThat(importance.features()).extracting(PermutedFeature::feature).containsExactly("a", "c");
        assertThat(importance.features().getFirst().mean()).isCloseTo(2, within(0.2));
    }

    private Permutation measure(int rows, int mostRows, long seed) {
        Matrix matrix = matrix(
                rows, List.of(new Feature("a", "a"), new Feature("b", "b"), new Feature("c", "c")), new Random(1));
        return measure(new PreparedMatrix(matrix, sums(matrix)), mostRows, seed);
    }

    private Permutation measure(PreparedMatrix test, int mostRows, long seed) {
        return Objects.requireNonNull(PermutationImportance.of(model, test, mostRows, seed, done -> {}));
    }

    private static double[] sums(Matrix matrix) {
        double[] target = new double[matrix.rows()];
        for (int row = 0; row < target.length; row++) {
            target[row] = 3 * matrix.get(row, 0) + matrix.get(row, 1);
        }
        return target;
    }

    private static Matrix matrix(int rows, List<Feature> features, Random random) {
        float[] values = new float[rows * features.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Matrix(rows, features, values);
    }
}
