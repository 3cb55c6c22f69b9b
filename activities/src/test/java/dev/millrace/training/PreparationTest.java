package dev.millrace.training;

import static dev.millrace.training.Tables.numbers;
import static dev.millrace.training.Tables.spec;
import static dev.millrace.training.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.Feature;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PreparationTest {
    private static final int ROWS = 100;
    private final Column label = texts("y", ROWS, row -> row % 4 == 0 ? "yes" : "no");
    private final Column number = numbers("a", ROWS, row -> row);

    @Test
    void setsAsideAShareOfEveryClass() {
        Prepared prepared = prepare(spec("xgboost", Task.CLASSIFICATION, null), number, label);

        assertThat(prepared.train().rows()).isEqualTo(80);
        assertThat(Arrays.stream(test(prepared).target()).sum()).isEqualTo(5);
        assertThat(prepared.inputs().classes()).containsExactly("no", "yes");
    }

    @Test
    void drawsTheSameRowsForTheSameSeed() {
        TrainingSpec spec = spec("xgboost", Task.CLASSIFICATION, null);

        assertThat(test(prepare(spec, number, label)).features().values())
                .isEqualTo(test(prepare(spec, number, label)).features().values());
    }

    @Test
    void fitsOnAllRowsWhenAsked() {
        Prepared prepared = Preparation.prepare(
                spec("xgboost", Task.CLASSIFICATION, null), TrainingPart.ALL, Tables.of(number, label), null);

        assertThat(prepared.train().rows()).isEqualTo(ROWS);
        assertThat(prepared.test()).isNull();
    }

    @Test
    void takesTheTestRowsThatAColumnNames() {
        Column split = texts("part", ROWS, row -> row < 70 ? "train" : "test");

        Prepared prepared = prepare(spec("xgboost", Task.CLASSIFICATION, "part"), number, label, split);

        assertThat(prepared.train().features().values()[69]).isEqualTo(69);
        assertThat(test(prepared).rows()).isEqualTo(30);
        assertThat(prepared.inputs().schema().field("part")).isEmpty();
    }

    @Test
    void refusesASplitColumnThatSaysSomethingElse() {
        Column split = texts("part", ROWS, row -> row < 70 ? "train" : "validation");

        Problem problem = refusal(spec("xgboost", Task.CLASSIFICATION, "part"), number, label, split);

        assertThat(problem.violations()).extracting(Violation::pointer).containsExactly("/training_data/split_column");
        assertThat(problem.detail()).contains("train or test").contains("validation");
    }

    @Test
    void takesTheTestRowsOfAnotherDataSet() {
        Table other = Tables.of(
                numbers("a", 3, row -> row),
                texts("y", 3, row -> List.of("no", "maybe", "yes").get(row)));

        Prepared prepared = Preparation.prepare(
                spec("xgboost", Task.CLASSIFICATION, null), TrainingPart.TRAIN, Tables.of(number, label), other);

        assertThat(prepared.train().rows()).isEqualTo(ROWS);
        assertThat(test(prepared).target()).containsExactly(0, 1);
        assertThat(prepared.notes()).anyMatch(note -> note.startsWith("1 test rows are left out"));
    }

    @Test
    void leavesOutRowsWithoutATargetAndSaysHowMany() {
        Column gaps = texts("y", ROWS, row -> row % 10 == 0 ? null : row % 2 == 0 ? "yes" : "no");

        Prepared prepared = prepare(spec("xgboost", Task.CLASSIFICATION, null), number, gaps);

        assertThat(prepared.train().rows() + test(prepared).rows()).isEqualTo(90);
        assertThat(prepared.notes()).contains("10 rows are left out: their y is missing");
    }

    @Test
    void leavesOutColumnsThatTeachNothingAndSaysWhich() {
        Prepared prepared = prepare(
                spec("random_forest", Task.CLASSIFICATION, null),
                number,
                numbers("same", ROWS, row -> 5),
                texts("empty", ROWS, row -> null),
                label);

        assertThat(names(prepared)).containsExactly("a");
        assertThat(prepared.notes())
                .contains(
                        "column same is left out: it has the same value in every row",
                        "column empty is left out: every value is missing");
        assertThat(prepared.inputs().schema().fields()).hasSize(3);
        assertThat(prepared.inputs().schema().usedFields()).hasSize(1);
    }

    @Test
    void fillsGapsWithTheMedianAndSaysWhere() {
        Column gaps = numbers("a", ROWS, row -> row % 5 == 0 ? Double.NaN : row % 10 == 1 ? 1 : row % 10 == 2 ? 3 : 2);

        Matrix train = prepare(spec("random_forest", Task.CLASSIFICATION, null), gaps, label)
                .train()
                .features();

        assertThat(train.features()).extracting(Feature::name).containsExactly("a", "a_missing");
        for (int row = 0; row < train.rows(); row++) {
            assertThat(train.get(row, 0)).isIn(train.get(row, 1) == 1 ? List.of(2f) : List.of(1f, 2f, 3f));
        }
    }

    @Test
    void leavesGapsToAlgorithmsThatTakeThem() {
        Column gaps = numbers("a", ROWS, row -> row % 2 == 0 ? Double.NaN : row);

        Matrix train = prepare(spec("xgboost", Task.CLASSIFICATION, null), gaps, label)
                .train()
                .features();

        assertThat(train.width()).isEqualTo(1);
        assertThat(train.values()).contains(Float.NaN);
    }

    @Test
    void scalesByTheTrainingRowsAloneWhereTheAlgorithmWantsIt() {
        Column split = texts("part", ROWS, row -> row < 50 ? "train" : "test");

        Prepared prepared = prepare(spec("logistic_regression", Task.CLASSIFICATION, "part"), number, label, split);

        assertThat(prepared.inputs().preprocessing().shift()[0]).isCloseTo(24.5, within(1e-9));
        assertThat(prepared.inputs().preprocessing().scale()[0])
                .isCloseTo(Math.sqrt((50 * 50 - 1) / 12.0), within(1e-9));
    }

    @Test
    void makesAFeatureOfEachOfAFewCategories() {
        Column colour = texts("c", ROWS, row -> row % 3 == 0 ? "red" : row % 3 == 1 ? "blue" : null);

        Prepared prepared = prepare(spec("random_forest", Task.CLASSIFICATION, null), colour, label);

        assertThat(names(prepared)).containsExactly("c=blue", "c=red", "c_missing");
        assertThat(prepared.inputs().schema().fields().getFirst().categories()).containsExactly("blue", "red");
    }

    @Test
    void keepsTheTargetOfARowOutOfItsOwnFeatures() {
        Random random = new Random(1);
        Column id = texts("id", ROWS, row -> "c" + row);
        Column target = numbers("y", ROWS, row -> random.nextGaussian());

        Prepared prepared = prepare(spec("xgboost", Task.REGRESSION, null), id, target);

        float first = prepared.train().features().get(0, 0);
        assertThat(prepared.train().features().values()).containsOnly(first);
        assertThat(test(prepared).features().values()).containsOnly(first);
        assertThat(prepared.notes()).anyMatch(note -> note.contains("cross-fitted"));
    }

    @Test
    void encodesManyCategoriesByTheirTarget() {
        Column city = texts("city", 1000, row -> "c" + row % 25);
        Column target = numbers("y", 1000, row -> row % 25);

        Matrix test = test(prepare(spec("ridge", Task.REGRESSION, null), city, target))
                .features();

        assertThat(test.features()).extracting(Feature::name).containsExactly("city_target");
        assertThat(test.width()).isEqualTo(1);
    }

    @Test
    void takesTimestampsApart() {
        Column day = numbers("t", ColumnType.TIMESTAMP, ROWS, row -> 1_700_000_000 + row * 86_400.0 * 5);

        Prepared prepared = prepare(spec("random_forest", Task.CLASSIFICATION, null), day, label);

        assertThat(names(prepared)).containsExactly("t_epoch", "t_year", "t_month", "t_day", "t_day_of_week");
    }

    @Test
    void keepsTheDifferencesOfNumbersFarFromZero() {
        Column far = numbers("a", ROWS, row -> 1e12 + row);

        Matrix train = prepare(spec("random_forest", Task.CLASSIFICATION, null), far, label)
                .train()
                .features();

        assertThat(train.get(1, 0)).isGreaterThan(train.get(0, 0));
    }

    @Test
    void refusesATargetOfOneClass() {
        Problem problem = refusal(spec("xgboost", Task.CLASSIFICATION, null), number, texts("y", ROWS, row -> "yes"));

        assertThat(problem.type()).isEqualTo(ProblemType.TRAINING_IMPOSSIBLE);
        assertThat(problem.detail()).contains("only the value yes").contains("at least two classes");
    }

    @Test
    void refusesATargetOfTooManyClasses() {
        Problem problem = refusal(
                spec("xgboost", Task.CLASSIFICATION, null),
                numbers("a", 1001, row -> row),
                numbers("y", 1001, row -> row));

        assertThat(problem.detail()).contains("more than 1000").contains("regression");
    }

    @Test
    void refusesARegressionOnTexts() {
        assertThat(refusal(spec("xgboost", Task.REGRESSION, null), number, label)
                        .detail())
                .contains("a regression predicts a number");
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        Problem problem = refusal(spec("xgboost", Task.CLASSIFICATION, null, "a", "b"), number, label);

        assertThat(problem.violations()).extracting(Violation::pointer).containsExactly("/training_data/features/1");
    }

    @Test
    void refusesDataWhereNoFeatureIsLeft() {
        assertThat(refusal(spec("xgboost", Task.CLASSIFICATION, null), numbers("a", ROWS, row -> 1), label)
                        .detail())
                .contains("no feature is left")
                .contains("same value");
    }

    @Test
    void fitsOnAClassOfASingleRowAndSaysSo() {
        Column rare = texts("y", ROWS, row -> row == 0 ? "rare" : row % 2 == 0 ? "yes" : "no");

        Prepared prepared = prepare(spec("xgboost", Task.CLASSIFICATION, null), number, rare);

        assertThat(prepared.train().target()).contains(1);
        assertThat(prepared.notes()).contains("class rare has 1 rows to fit on");
    }

    private static Prepared prepare(TrainingSpec spec, Column... columns) {
        return Preparation.prepare(spec, TrainingPart.TRAIN, Tables.of(columns), null);
    }

    private static Problem refusal(TrainingSpec spec, Column... columns) {
        return catchThrowableOfType(Problem.class, () -> prepare(spec, columns));
    }

    private static dev.millrace.training.algorithm.PreparedMatrix test(Prepared prepared) {
        return Objects.requireNonNull(prepared.test());
    }

    private static List<String> names(Prepared prepared) {
        return prepared.train().features().features().stream()
                .map(Feature::name)
                .toList();
    }
}
