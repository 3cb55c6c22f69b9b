package dev.millrace.training;

import static dev.millrace.training.Tables.numbers;
import static dev.millrace.training.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelFile;
import dev.millrace.models.OutputKind;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.ContributionSummary;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import dev.millrace.models.explanation.OutputSpace;
import dev.millrace.problems.Problem;
import dev.millrace.training.ValidationConfig.Strategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a table to a model that finds what is unusual in it. */
final class AnomalyTrainingTest {
    private static final int ROWS = 200;
    private static final List<String> ALGORITHMS = List.of("isolation_forest", "one_class_svm");

    /** Every tenth row is an anomaly, and of every fifth it is not known. */
    private final Column state = texts("y", ROWS, row -> row % 5 == 1 ? null : anomaly(row) ? "broken" : "fine");

    @Test
    void testsEachKindOfRowsByItsShareAndFitsOnTheOthers() {
        Prepared prepared = Preparation.prepare(spec("isolation_forest", "broken"), TrainingPart.TRAIN, data(), null);

        double[] test = Objects.requireNonNull(prepared.test()).target();
        assertThat(Arrays.stream(test).filter(Double::isNaN).count()).isEqualTo(8);
        assertThat(Arrays.stream(test).filter(known -> known == 1).count()).isEqualTo(4);
        assertThat(test).hasSize(40);
        assertThat(prepared.train().rows()).isEqualTo(160);
        assertThat(prepared.inputs().outputs()).isEqualTo(OutputKind.ANOMALY);
        assertThat(prepared.inputs().classes()).isEmpty();
        assertThat(prepared.inputs().schema().fields()).extracting("name").containsExactly("a", "b", "city");
    }

    @Test
    void foldsTakeTheirShareOfEachKind() {
        TrainingSpec spec = folds();
        for (int fold = 1; fold <= 5; fold++) {
            Prepared prepared = Preparation.prepare(spec, TrainingPart.fold(fold), data(), null);
            double[] test = Objects.requireNonNull(prepared.test()).target();
            assertThat(test).hasSize(40);
            assertThat(Arrays.stream(test).filter(known -> known == 1).count()).isEqualTo(4);
        }
        SplitCheck.check(spec, data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolation_forest", "one_class_svm"})
    void doesNotLearnFromTheTarget(String algorithm) {
        TrainedModel told = fit(spec(algorithm, "broken"), data());
        Column none = texts("y", ROWS, row -> row % 7 == 0 ? "broken" : "fine");
        TrainedModel misled = fit(spec(algorithm, "broken"), Tables.of(a(), b(), city(), none));

        assertThat(scores(misled)).isEqualTo(scores(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolation_forest", "one_class_svm"})
    void findsTheAnomaliesAndStaysTheSameInAFile(String algorithm) throws IOException {
        TrainingSpec spec = spec(algorithm, "broken");
        Prepared prepared = Preparation.prepare(spec, TrainingPart.TRAIN, data(), null);
        TrainedModel model = ModelFitting.fit(spec, prepared.inputs(), prepared.train(), null, new Unwatched());

        EvaluationReport report =
                ModelEvaluation.evaluate(model, Objects.requireNonNull(prepared.test()), spec.validationConfig());

        assertThat(report.metrics()).containsOnlyKeys("anomaly_rate", "precision", "recall", "f1", "roc_auc");
        assertThat(report.metrics().get("roc_auc")).isGreaterThan(0.8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelFile.write(model, file);
        TrainedModel read = ModelFile.read(new ByteArrayInputStream(file.toByteArray()), file.size());
        assertThat(scores(read)).isEqualTo(scores(model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolation_forest", "one_class_svm"})
    void explainsTheScoreByTheColumns(String algorithm) {
        TrainedModel model = fit(spec(algorithm, "broken"), data());
        Table rows = data();
        Predictions.Anomalies predictions = (Predictions.Anomalies) model.predict(rows);

        List<Explanation> found = Explanations.of(model).explain(rows, predictions);

        for (int row = 0; row < ROWS; row += 10) {
            double sum = found.get(row).baseValue()
                    + found.get(row).contributions().stream()
                            .mapToDouble(Explanation.Contribution::contribution)
                            .sum();
            assertThat(sum).isCloseTo(predictions.scores()[row], within(1e-6));
            assertThat(found.get(row).outputSpace()).isEqualTo(OutputSpace.VALUE);
        }
        assertThat(found.get(3).top(1)).extracting("feature").isSubsetOf("a", "b");
        assertThat(Objects.requireNonNull(
                                ContributionSummary.of(model, model.inputs().transform(rows), 1, () -> {}))
                        .columns())
                .hasSize(3);
    }

    @Test
    void takesCategoriesByHowCommonTheyAre() {
        Column many = texts("many", ROWS, row -> row < 150 ? "c" + row % 30 : row < 160 ? null : "rare" + row);
        Prepared prepared =
                Preparation.prepare(plain("isolation_forest"), TrainingPart.ALL, Tables.of(a(), many), null);

        assertThat(prepared.notes()).anyMatch(note -> note.contains("how common each is"));
        assertThat(prepared.train().features().get(0, 1)).isEqualTo(5f / ROWS);
        assertThat(prepared.train().features().get(155, 1)).isEqualTo(10f / ROWS);
        assertThat(prepared.train().features().get(199, 1)).isEqualTo(1f / ROWS);
    }

    @Test
    void leavesOutColumnsThatTellNothing() {
        Column empty = numbers("empty", ROWS, row -> Double.NaN);
        Column constant = numbers("constant", ROWS, row -> 3);

        for (String algorithm : ALGORITHMS) {
            Prepared prepared =
                    Preparation.prepare(plain(algorithm), TrainingPart.ALL, Tables.of(a(), empty, constant), null);
            assertThat(prepared.train().features().width()).isEqualTo(1);
            assertThatThrownBy(() ->
                            Preparation.prepare(plain(algorithm), TrainingPart.ALL, Tables.of(empty, constant), null))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("no feature is left");
            assertThatThrownBy(() -> Preparation.prepare(
                            plain(algorithm), TrainingPart.ALL, Tables.of(numbers("a", 1, row -> 1)), null))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("there are 1 rows; at least 2 are needed");
        }
    }

    @Test
    void readsWhatIsKnownFromFlagsAndTexts() {
        Column flags = numbers("y", ColumnType.BOOLEAN, 4, row -> row == 2 ? Double.NaN : row % 2);

        assertThat(known(flags, null)).containsExactly(0, 1, Double.NaN, 1);
        assertThat(known(flags, "false")).containsExactly(1, 0, Double.NaN, 0);
        assertThat(known(texts("y", 3, row -> row == 0 ? null : "t" + row), "t2"))
                .containsExactly(Double.NaN, 0, 1);
        assertThatThrownBy(() -> known(texts("y", 3, row -> "t" + row), "t2")).hasMessageContaining("t0 and t1");
        assertThatThrownBy(() -> known(numbers("y", ColumnType.INTEGER, 3, row -> row), null))
                .hasMessageContaining("has the value 2.0");
        assertThat(known(numbers("y", 2, row -> row), "0")).containsExactly(1, 0);
        assertThatThrownBy(() -> known(flags, "1")).hasMessageContaining("true and false");
    }

    private static double[] known(Column column, @Nullable String positive) {
        return KnownAnomalies.of(spec("isolation_forest", positive), Tables.of(column))
                .values();
    }

    private static boolean anomaly(int row) {
        return row % 10 == 3;
    }

    private static Column a() {
        return numbers("a", ROWS, row -> Math.sin(row) + (anomaly(row) ? 3 : 0));
    }

    private static Column b() {
        return numbers("b", ROWS, row -> Math.cos(2.0 * row) - (anomaly(row) ? 2.5 : 0));
    }

    /** Too many for a column each, some of them more common than others. */
    private static Column city() {
        return texts("city", ROWS, row -> "city " + row * row % 53);
    }

    private Table data() {
        return Tables.of(a(), b(), city(), state);
    }

    private static TrainedModel fit(TrainingSpec spec, Table data) {
        Prepared prepared = Preparation.prepare(spec, TrainingPart.ALL, data, null);
        return ModelFitting.fit(spec, prepared.inputs(), prepared.train(), null, new Unwatched());
    }

    private double[] scores(TrainedModel model) {
        return ((Predictions.Anomalies) model.predict(data())).scores();
    }

    private static TrainingSpec plain(String algorithm) {
        return spec(algorithm, null, ValidationConfig.DEFAULT);
    }

    private static TrainingSpec spec(String algorithm, @Nullable String positive) {
        return spec(algorithm, "y", new ValidationConfig(Strategy.HOLDOUT, 0.2, 1, 42L, positive, true));
    }

    private static TrainingSpec folds() {
        return spec(
                "isolation_forest", "y", new ValidationConfig(Strategy.CROSS_VALIDATION, 0.2, 5, 42L, "broken", true));
    }

    private static TrainingSpec spec(String algorithm, @Nullable String target, ValidationConfig validation) {
        return new TrainingSpec(
                "m",
                algorithm,
                Task.ANOMALY_DETECTION,
                new TrainingData(new DatasetId(new UUID(0, 1)), target, null, null, null),
                Map.of(),
                validation,
                null,
                Priority.NORMAL,
                Map.of());
    }
}
