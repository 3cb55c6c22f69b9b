package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnsemblesTest {
    private static final Table ROWS =
            new Table(2, List.of(new Column.Numeric("x", ColumnType.NUMBER, new double[] {1, 5})));

    /** Both see x in their own way: as it is, and less 1 and halved. */
    private final TrainedModel plain = model(new double[] {0}, new double[] {1}, 2);

    private final TrainedModel scaled = model(new double[] {1}, new double[] {2}, 10);

    private final TrainedModel ensemble = Ensembles.of(List.of(
            new Ensembles.Part(plain, 0.25, plain.inputs().transform(ROWS)),
            new Ensembles.Part(scaled, 0.75, scaled.inputs().transform(ROWS))));

    @Test
    void averagesWhatMembersWithTheirOwnPreprocessingSay() {
        assertThat(values(ensemble)).containsExactly(0.25 * 2 + 0.75 * 0, 0.25 * 10 + 0.75 * 20);
    }

    @Test
    void sharesFeaturesOfTheSamePreprocessing() {
        Matrix rows = plain.inputs().transform(ROWS);
        TrainedModel same =
                Ensembles.of(List.of(new Ensembles.Part(plain, 0.5, rows), new Ensembles.Part(plain, 0.5, rows)));

        assertThat(same.inputs().preprocessing().features()).hasSize(1);
        assertThat(values(same)).containsExactly(values(plain));
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelFile.write(ensemble, file);

        TrainedModel read = ModelFile.read(new ByteArrayInputStream(file.toByteArray()), file.size());

        assertThat(values(read)).containsExactly(values(ensemble));
        assertThat(read.importances()).isEqualTo(Map.of("x", 1.0));
        assertThat(read.algorithm()).isEqualTo("ensemble");
    }

    @Test
    void explainsPredictionsByTheColumnsOfAllMembers() {
        List<Explanation> explanations = Explanations.of(ensemble).explain(ROWS, ensemble.predict(ROWS));

        for (int row = 0; row < 2; row++) {
            Explanation explanation = explanations.get(row);
            assertThat(explanation.contributions())
                    .extracting(Explanation.Contribution::feature)
                    .containsExactly("x");
            assertThat(explanation.baseValue()
                            + explanation.contributions().getFirst().contribution())
                    .isCloseTo(values(ensemble)[row], within(1e-6));
        }
    }

    @Test
    void refusesWeightsThatDoNotAddUp() {
        EnsembleModel.Member half = new EnsembleModel.Member(plain.predictor(), 0.5, 0, 1);

        assertThatThrownBy(() -> new EnsembleModel(1, List.of(half))).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] values(TrainedModel model) {
        return ((Predictions.Values) model.predict(ROWS)).values();
    }

    private static TrainedModel model(double[] shift, double[] scale, double slope) {
        ModelInputs inputs = new ModelInputs(
                new InputSchema(List.of(InputField.of("x", ColumnType.NUMBER))),
                new Preprocessing(List.of(new NumericEncoding("x", 0, false)), shift, scale),
                "y",
                List.of());
        LinearModel line = new LinearModel(LinearModel.Link.IDENTITY, new double[] {slope}, new double[] {0});
        return new TrainedModel("ridge", inputs, line, Map.of("x", 1.0), Map.of());
    }
}
