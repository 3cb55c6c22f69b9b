package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.models.Feature;
import dev.millrace.models.InputSchema;
import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.Predictions;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ModelEvaluationTest {
    private static final int ROWS = 5000;

    private final TrainedModel model = new TrainedModel(
            "ridge",
            new ModelInputs(new InputSchema(List.of()), Preprocessing.unscaled(List.of()), "y", List.of()),
            new LinearModel(LinearModel.Link.IDENTITY, new double[] {2}, new double[] {1}),
            Map.of(),
            Map.of());
    private final PreparedMatrix test = rows();

    @Test
    void predictsEveryRowInItsPlace() {
        TestPredictions found = ModelEvaluation.predict(model, test, () -> {});

        double[] values = ((Predictions.Values) found.predicted()).values();
        assertThat(values).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(values[row]).isEqualTo(2 * row + 1);
            assertThat(found.truth()[row]).isEqualTo(-row);
        }
    }

    @Test
    void endsBetweenBlocksOfRows() {
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(() -> ModelEvaluation.predict(model, test, () -> {
                    if (looks.incrementAndGet() == 3) {
                        throw new CancellationException("cancelled");
                    }
                }))
                .isInstanceOf(CancellationException.class);
    }

    private static PreparedMatrix rows() {
        float[] values = new float[ROWS];
        double[] truth = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = row;
            truth[row] = -row;
        }
        return new PreparedMatrix(new Matrix(ROWS, List.of(new Feature("f", "f")), values), truth);
    }
}
