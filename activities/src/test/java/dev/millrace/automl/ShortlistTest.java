package dev.millrace.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.training.Task;
import org.junit.jupiter.api.Test;

class ShortlistTest {
    @Test
    void leavesOutWhatManyRowsMakeTooDear() {
        assertThat(Shortlist.of(Task.CLASSIFICATION, 500).algorithms()).contains("svm", "knn");
        assertThat(Shortlist.of(Task.CLASSIFICATION, 1_000_000).algorithms())
                .doesNotContain("svm", "knn")
                .contains("lightgbm", "logistic_regression");
    }

    @Test
    void saysOfEachAlgorithmOfTheTaskWhyItIsLeftOut() {
        Shortlist list = Shortlist.of(Task.REGRESSION, 1_000_000);

        assertThat(list.leftOut())
                .extracting(LeftOut::algorithm)
                .contains("svr", "gaussian_process", "decision_tree")
                .doesNotContainAnyElementsOf(list.algorithms());
        assertThat(list.leftOut()).allMatch(left -> !left.reason().isBlank());
    }
}
