package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.AdaboostModel;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The expected outputs are scikit-learn's, AdaBoostClassifier. */
final class AdaboostTest {
    private final Adaboost adaboost = new Adaboost();

    @Test
    void givesScikitLearnsProbabilities() {
        PreparedMatrix rows = Samples.waveClasses();
        FitInput input = Samples.input(adaboost, rows, 3, Map.of("n_estimators", 20, "learning_rate", 0.7));

        AdaboostModel model =
                (AdaboostModel) adaboost.fit(input, RecordingMonitor.threads(1)).predictor();

        double[] probabilities = model.predict(rows.features());
        assertThat(Arrays.copyOfRange(probabilities, 0, 3))
                .containsExactly(new double[] {0.25563358, 0.38550618, 0.35886024}, within(1e-6));
        assertThat(Arrays.copyOfRange(probabilities, 99, 102))
                .containsExactly(new double[] {0.37747383, 0.36679018, 0.25573599}, within(1e-6));
        assertThat(Arrays.copyOf(model.votes().weights(), 4))
                .containsExactly(new double[] {0.97040605, 1.38940231, 0.92462949, 1.04109919}, within(1e-6));
    }

    @Test
    void givesScikitLearnsProbabilitiesOfTwoClasses() {
        Matrix waves = Samples.waves();
        PreparedMatrix rows = Samples.with(waves, row -> Samples.signal(waves, row) > -0.8 ? 1 : 0);
        FitInput input = Samples.input(adaboost, rows, 2, Map.of("n_estimators", 20));

        double[] probabilities =
                adaboost.fit(input, RecordingMonitor.threads(1)).predictor().predict(rows.features());

        assertThat(probabilities[1]).isCloseTo(0.76987954, within(1e-6));
        assertThat(probabilities[2 * 59 + 1]).isCloseTo(0.18790725, within(1e-6));
    }

    @Test
    void goesOnFromACheckpointToTheSameModel() {
        FitInput input =
                Samples.input(adaboost, Samples.noisy(300, 5, 3, 2), 3, Map.of("n_estimators", 15, "max_depth", 2));
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        Fit whole = adaboost.fit(input, undisturbed);

        Fit continued = adaboost.fit(input, RecordingMonitor.from(undisturbed.checkpoints.get(6)));

        AdaboostModel expected = (AdaboostModel) whole.predictor();
        AdaboostModel model = (AdaboostModel) continued.predictor();
        assertThat(model.votes().weights()).isEqualTo(expected.votes().weights());
        assertThat(model.votes().trees().nodes())
                .isEqualTo(expected.votes().trees().nodes());
        assertThat(continued.importances()).isEqualTo(whole.importances());
    }

    @Test
    void endsWithATreeThatIsNeverWrong() {
        PreparedMatrix rows = new PreparedMatrix(
                new Matrix(4, Samples.features(1), new float[] {1, 2, 3, 4}), new double[] {0, 0, 1, 1});
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        double[] probabilities = adaboost.fit(Samples.input(adaboost, rows, 2, Map.of()), monitor)
                .predictor()
                .predict(rows.features());

        assertThat(monitor.values("loss")).containsExactly(0.0);
        assertThat(probabilities[0]).isGreaterThan(0.8);
        assertThat(monitor.progress).endsWith(1.0);
    }

    @Test
    void saysSoWhenTheFeaturesTellNothing() {
        PreparedMatrix rows = new PreparedMatrix(
                new Matrix(4, Samples.features(1), new float[] {5, 5, 5, 5}), new double[] {0, 0, 1, 1});

        assertThatThrownBy(() -> adaboost.fit(Samples.input(adaboost, rows, 2, Map.of()), RecordingMonitor.threads(1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no better than guessing");
    }

    @Test
    void offersItsLastStateWhenItIsStoppedInTheMiddleOfATree() {
        FitInput input = Samples.input(adaboost, Samples.noisy(300, 5, 3, 2), 3, Map.of());
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(50, 1);

        assertThatThrownBy(() -> adaboost.fit(input, monitor)).isInstanceOf(CancellationException.class);

        Checkpoint last = monitor.checkpoints.getLast();
        assertThat(last.state()).isEqualTo(monitor.checkpoints.reversed().get(1).state());
        assertThat(last.step()).isEqualTo(monitor.checkpoints.size() - 1);
    }
}
