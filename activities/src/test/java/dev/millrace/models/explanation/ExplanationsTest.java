package dev.millrace.models.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.Background;
import dev.millrace.models.Centroids;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.OutputKind;
import dev.millrace.models.Predictions;
import dev.millrace.models.Predictor;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplanationsTest {
    private static final Table ROWS = new Table(
            3,
            List.of(
                    new Column.Numeric("age", ColumnType.INTEGER, new double[] {20, Double.NaN, 60}),
                    new Column.Text("plan", new String[] {"basic", "pro"}, new int[] {1, 0, -1}),
                    new Column.Numeric("paid", ColumnType.BOOLEAN, new double[] {1, 0, 1})));

    @Test
    void sumsALinearModelsContributionsToTheColumnsThatCameIn() {
        LinearModel predictor =
                new LinearModel(LinearModel.Link.LOGISTIC, new double[] {0.1, 2, -1, 3}, new double[] {-2});
        TrainedModel model =
                model(predictor, List.of("no", "yes"), new Background(new double[] {40, .5, .25, .5}, new float[0]));
        Predictions.Labels predictions = (Predictions.Labels) model.predict(ROWS);

        List<Explanation> found = Explanations.of(model).explain(ROWS, predictions);

        for (int row = 0; row < 3; row++) {
            Explanation explanation = found.get(row);
            double margin = explanation.baseValue()
                    + explanation.contributions().stream()
                            .mapToDouble(Explanation.Contribution::contribution)
                            .sum();
            assertThat(1 / (1 + Math.exp(-margin))).isCloseTo(predictions.probability(row, 1), within(1e-12));
            assertThat(explanation.outputSpace()).isEqualTo(OutputSpace.MARGIN);
            assertThat(explanation.label()).isEqualTo("yes");
        }
        assertThat(found.getFirst().contributions())
                .containsExactly(
                        new Explanation.Contribution("age", 20L, 0.1 * (20 - 40)),
                        new Explanation.Contribution("plan", "pro", 2 * (0 - .5) + -1 * (1 - .25)),
                        new Explanation.Contribution("paid", true, 3 * .5));
        assertThat(found.get(1).contributions().getFirst().value()).isNull();
        assertThat(found.get(2).contributions().get(1).value()).isNull();
        assertThat(found.getFirst().top(2))
                .extracting(Explanation.Contribution::feature)
                .containsExactly("age", "plan");
    }

    @Test
    void samplesOtherPredictorsAndStaysTrueToTheirOutput() {
        TrainedModel model = model(new Product(), List.of(), new Background(new double[0], background()));
        Predictions.Values predictions = (Predictions.Values) model.predict(ROWS);

        List<Explanation> found = Explanations.of(model).explain(ROWS, predictions);

        Matrix rows = model.inputs().transform(ROWS);
        for (int row = 0; row < 3; row++) {
            double total = found.get(row).baseValue();
            double[] expected = expected(rows, row);
            for (int column = 0; column < 3; column++) {
                double contribution = found.get(row).contributions().get(column).contribution();
                total += contribution;
                assertThat(contribution).isCloseTo(expected[column], within(0.35));
            }
            assertThat(total).isCloseTo(predictions.values()[row], within(1e-9));
        }
        assertThat(Explanations.of(model).explain(ROWS, predictions)).isEqualTo(found);
        assertThat(found.getFirst().outputSpace()).isEqualTo(OutputSpace.VALUE);
        assertThat(found.getFirst().label()).isNull();
    }

    @Test
    void saysWhenNothingIsKnownOfTheTrainingRows() {
        TrainedModel model = model(new Product(), List.of(), Background.NONE);

        assertThatThrownBy(() -> Explanations.of(model))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("train it again");
    }

    @Test
    void refusesToExplainClusters() {
        TrainedModel any = model(new Product(), List.of(), Background.NONE);
        ModelInputs inputs = new ModelInputs(
                any.inputs().schema(), any.inputs().preprocessing(), null, List.of(), OutputKind.CLUSTER);
        TrainedModel clusters =
                new TrainedModel("k_means", inputs, new Centroids(4, new double[8]), Map.of(), Map.of());

        assertThatThrownBy(() -> Explanations.of(clusters))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("of k_means cannot be explained");
        assertThat(ContributionSummary.of(clusters, inputs.transform(ROWS), 1, () -> {}))
                .isNull();
    }

    @Test
    void ordersColumnsByTheirMeanContribution() {
        LinearModel predictor =
                new LinearModel(LinearModel.Link.IDENTITY, new double[] {0.01, 2, -1, 3}, new double[] {-2});
        TrainedModel model = model(predictor, List.of(), new Background(new double[] {40, .5, .25, .5}, new float[0]));

        ContributionSummary summary = Objects.requireNonNull(
                ContributionSummary.of(model, model.inputs().transform(ROWS), 1, () -> {}));

        assertThat(summary.rows()).isEqualTo(3);
        assertThat(summary.columns())
                .extracting(ContributionSummary.Mean::feature)
                .containsExactly("paid", "plan", "age");
        assertThat(summary.columns().getFirst().meanAbsContribution()).isCloseTo(1.5, within(1e-12));
    }

    /** Exact Shapley values against the whole background. */
    private static double[] expected(Matrix rows, int row) {
        int[] columns = {0, 1, 1, 2};
        return BruteForce.shapley(3, known -> {
            double sum = 0;
            for (int b = 0; b < 100; b++) {
                double[] x = new double[4];
                for (int f = 0; f < 4; f++) {
                    x[f] = ((int) known & 1 << columns[f]) != 0 ? rows.get(row, f) : background()[b * 4 + f];
                }
                sum += Product.of(x) / 100;
            }
            return sum;
        });
    }

    private static float[] background() {
        float[] rows = new float[400];
        for (int i = 0; i < 400; i++) {
            rows[i] = i % 4 == 0 ? 20 + i % 41 : i * 7 % 11 % 2;
        }
        return rows;
    }

    private static TrainedModel model(Predictor predictor, List<String> classes, Background background) {
        InputSchema schema = new InputSchema(List.of(
                InputField.of("age", ColumnType.INTEGER),
                InputField.of("plan", ColumnType.STRING),
                InputField.of("paid", ColumnType.BOOLEAN)));
        Preprocessing preprocessing = Preprocessing.unscaled(List.of(
                new NumericEncoding("age", 35, false),
                new OneHotEncoding("plan", List.of("basic", "pro"), false),
                new NumericEncoding("paid", 0, false)));
        return new TrainedModel(
                "some",
                new ModelInputs(schema, preprocessing, "y", classes),
                predictor,
                Map.of(),
                Map.of(),
                background);
    }

    /** Columns that matter only together. */
    private static final class Product implements Predictor {
        static double of(double[] x) {
            return x[0] / 40 * (1 + x[1] - x[2]) * (1 + x[3]);
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double[] predict(Matrix matrix) {
            return IntStream.range(0, matrix.rows())
                    .mapToDouble(row -> of(IntStream.range(0, 4)
                            .mapToDouble(f -> matrix.get(row, f))
                            .toArray()))
                    .toArray();
        }

        @Override
        public long bytes() {
            return 16;
        }
    }
}
