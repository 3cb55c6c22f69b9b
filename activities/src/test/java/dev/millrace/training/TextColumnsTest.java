package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.InputField;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelFile;
import dev.millrace.models.TfidfEncoding;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.onnx.OnnxExport;
import dev.millrace.models.text.MiniLm;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TextColumnsTest {
    private static final int ROWS = 60;
    private static final Column LABEL = Tables.texts("y", ROWS, row -> row % 2 == 0 ? "spam" : "ham");
    private static final Column MESSAGE = Tables.texts(
            "message",
            ROWS,
            row -> row == 7 ? null : (row % 2 == 0 ? "win a free prize " : "lunch at noon ") + "only" + row);
    private static final Table TABLE = Tables.of(MESSAGE, Tables.numbers("n", ROWS, row -> row % 7), LABEL);
    private static final TrainingSpec SPEC = Tables.spec("logistic_regression", Map.of("message", TextEncoding.TFIDF));

    @Test
    void learnsTheWordsOfTheTrainingRowsAlone() {
        Prepared prepared = Preparation.prepare(SPEC, TrainingPart.TRAIN, TABLE, null);

        long words = prepared.inputs().preprocessing().features().stream()
                .filter(feature -> feature.name().startsWith("message: only"))
                .count();
        assertThat(words).isBetween(47L, 48L);
        assertThat(prepared.notes())
                .contains("column message is read as text: all %d of its words are features".formatted(words + 6));
        assertThat(prepared.inputs().schema().field("message"))
                .hasValueSatisfying(field -> assertThat(field).isEqualTo(InputField.of("message", ColumnType.STRING)));
    }

    @Test
    void leavesTheWeightsUnscaled() {
        Prepared prepared = Preparation.prepare(SPEC, TrainingPart.ALL, TABLE, null);

        int width = prepared.train().features().width();
        assertThat(prepared.inputs().preprocessing().scale()[0]).isEqualTo(1);
        assertThat(prepared.inputs().preprocessing().scale()[width - 1])
                .as("of a number beside")
                .isNotEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatItLearntInTheModelFile(TextEncoding encoding) throws IOException {
        TrainedModel model = model(encoding);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model, bytes);

        TrainedModel read = ModelFile.read(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());

        assertThat(read.inputs().transform(TABLE).values())
                .isEqualTo(model.inputs().transform(TABLE).values());
        assertThat(read.bytes()).isEqualTo(model.bytes());
    }

    @Test
    void saysHowMuchMemoryTheWordsTake() {
        assertThat(model(TextEncoding.TFIDF).bytes()).isGreaterThan(4096 + ROWS * 64);
    }

    @Test
    void embedsEachRowsTextAndGivesMissingOnesZeros() {
        TrainedModel model = model(TextEncoding.MINILM);
        Table asked = Tables.of(
                Tables.texts("message", 4, row -> row == 1 ? null : row == 2 ? "lunch" : "prize"),
                Tables.numbers("n", 4, row -> row));

        Matrix features = model.inputs().transform(asked);

        assertThat(features.width()).isEqualTo(MiniLm.WIDTH + 1);
        assertThat(embedding(features, 1)).containsOnly(0);
        assertThat(embedding(features, 3)).isEqualTo(embedding(features, 0)).isNotEqualTo(embedding(features, 2));
    }

    private static float[] embedding(Matrix features, int row) {
        return Arrays.copyOfRange(features.values(), row * features.width(), row * features.width() + MiniLm.WIDTH);
    }

    @Test
    void refusesMoreThanAMatrixHoldsBeforeItAllocatesAnything() {
        List<String> terms = IntStream.range(0, 1000).mapToObj(i -> "t" + i).toList();

        assertThatThrownBy(() ->
                        MatrixSize.check(3_000_000, List.of(new TfidfEncoding("message", terms, new double[1000]))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("3,000,000 rows of 1,000 features");
        assertThat(TextFit.most(TextEncoding.TFIDF)).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void isNotExportedToOnnx(TextEncoding encoding) {
        TrainedModel model = model(encoding);

        assertThatThrownBy(() -> OnnxExport.write(model, "m"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("text column (message)");
    }

    @Test
    void stopsInTheMiddleWhenNobodyNeedsTheResult() {
        assertThatThrownBy(() -> Preparation.prepare(SPEC, TrainingPart.ALL, TABLE, null, () -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, the data set has no column nowhere",
        "a/b~c, the data set has no column a/b~c",
        "y, y is not a feature here",
        "n, 'a text column is of type string, but n holds values of type number'"
    })
    void refusesWhatIsNoTextToPredictFrom(String column, String why) {
        TrainingSpec spec = Tables.spec("logistic_regression", Map.of(column, TextEncoding.TFIDF));

        assertThatThrownBy(() -> Preparation.prepare(spec, TrainingPart.ALL, TABLE, null))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.detail()).startsWith(why);
                    assertThat(problem.violations())
                            .extracting(Violation::pointer)
                            .containsExactly("/training_data/text/"
                                    + column.replace("~", "~0").replace("/", "~1"));
                });
    }

    private static TrainedModel model(TextEncoding encoding) {
        TrainingSpec spec = Tables.spec("logistic_regression", Map.of("message", encoding));
        Prepared prepared = Preparation.prepare(spec, TrainingPart.ALL, TABLE, null);
        return ModelFitting.fit(spec, prepared.inputs(), prepared.train(), null, new Unwatched());
    }
}
