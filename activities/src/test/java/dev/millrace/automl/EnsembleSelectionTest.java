package dev.millrace.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.automl.EnsembleSelection.Loss;
import dev.millrace.automl.EnsembleSelection.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleSelectionTest {
    private static final double[] TRUTH = {1, 2, 3, 4};

    @Test
    void putsModelsTogetherWhoseErrorsCancelOut() {
        double[] above = {2, 3, 4, 5};
        double[] below = {0, 1, 2, 3};
        double[] useless = {9, 9, 9, 9};

        Selection selection = select(List.of(useless, above, below));

        assertThat(selection.weights()).containsExactly(0, 0.5, 0.5);
        assertThat(selection.loss().main()).isZero();
    }

    @Test
    void takesTheBestAloneWhenNothingHelpsIt() {
        double[] right = TRUTH.clone();
        double[] worse = {2, 2, 3, 4};

        assertThat(select(List.of(worse, right)).weights()).containsExactly(0, 1);
    }

    @Test
    void weighsByHowOftenAModelHelps() {
        double[] near = {1.5, 2.5, 3.5, 4.5};
        double[] far = {-0.5, 0.5, 1.5, 2.5};

        Selection selection = select(List.of(near, far));

        assertThat(selection.weights()).containsExactly(0.75, 0.25);
    }

    @Test
    void answersWithTheBestModelWhenThereIsNoTimeAtAll() {
        Selection selection = EnsembleSelection.select(
                List.of(new double[] {9, 9, 9, 9}, new double[] {2, 3, 4, 5}), EnsembleSelectionTest::loss, () -> true);

        assertThat(selection.weights()).containsExactly(0, 1);
    }

    @Test
    void letsTheSecondLossDecideAmongEquals() {
        List<double[]> library = List.of(new double[] {1, 0}, new double[] {1, 1});

        Selection selection = EnsembleSelection.select(library, outputs -> new Loss(0, -outputs[1]), () -> false);

        assertThat(selection.weights()).containsExactly(0, 1);
    }

    private static Selection select(List<double[]> library) {
        return EnsembleSelection.select(library, EnsembleSelectionTest::loss, () -> false);
    }

    private static Loss loss(double[] outputs) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += (outputs[i] - TRUTH[i]) * (outputs[i] - TRUTH[i]);
        }
        return new Loss(sum, 0);
    }
}
