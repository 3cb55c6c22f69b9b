package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.models.Predictions;
import dev.millrace.models.explanation.ContributionSummary;
import dev.millrace.models.explanation.OutputSpace;
import dev.millrace.training.EvaluationReport.Importance;
import dev.millrace.training.EvaluationReport.Permutation;
import dev.millrace.training.EvaluationReport.PermutedFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FoldSummaryTest {
    private static final ArtifactHandle BYTES = new ArtifactHandle("a".repeat(64), 1);

    private final FoldReport first = report(new double[] {0, 1, 1}, new int[] {0, 1, 0}, 0.5, 0.2);
    private final FoldReport second = report(new double[] {1, 0}, new int[] {1, 0}, 0.7, 0.4);
    private final FoldSummary summary = new FoldSummary(
            List.of(
                    new FoldScore(1, 2, 3, Map.of("accuracy", 0.6, "roc_auc", 0.9), BYTES),
                    new FoldScore(2, 3, 2, Map.of("accuracy", 1.0), BYTES)),
            List.of(first, second));

    @Test
    void averagesTheMetricsOverTheFoldsThatDefineThem() {
        assertThat(summary.means().get("accuracy")).isCloseTo(0.8, within(1e-12));
        assertThat(summary.means()).containsEntry("roc_auc", 0.9);
        assertThat(summary.crossValidation().sd().get("accuracy")).isCloseTo(0.28284271247, within(1e-9));
        assertThat(summary.crossValidation().sd()).containsEntry("roc_auc", 0.0);
        assertThat(summary.crossValidation().folds()).extracting("testRows").containsExactly(3L, 2L);
    }

    @Test
    void sumsTheConfusionMatrixOverTheFolds() {
        EvaluationReport report = summary.report(ValidationConfig.DEFAULT);

        assertThat(Objects.requireNonNull(report.confusionMatrix()).matrix())
                .isDeepEqualTo(new int[][] {{2, 0}, {1, 2}});
        assertThat(report.metrics()).isEqualTo(summary.means());
        assertThat(report.roc()).hasSize(1);
        assertThat(report.calibration()).hasSize(1);
    }

    @Test
    void averagesImportances() {
        EvaluationReport report = summary.report(ValidationConfig.DEFAULT);

        assertThat(report.featureImportance().getFirst().importance()).isCloseTo(0.6, within(1e-12));
        Permutation permutation = Objects.requireNonNull(report.permutationImportance());
        assertThat(permutation.sampleRows()).isEqualTo(5);
        assertThat(Objects.requireNonNull(report.contributionSummary()).columns())
                .singleElement()
                .satisfies(mean -> assertThat(mean.meanAbsContribution()).isCloseTo(0.3, within(1e-12)));
        assertThat(permutation.features().getFirst().mean()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void keepsAFoldAsItWas() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        first.write(out);

        FoldReport read = FoldReport.read(new ByteArrayInputStream(out.toByteArray()), out.size());

        assertThat(read).usingRecursiveComparison().isEqualTo(first);
    }

    private static FoldReport report(double[] truth, int[] labels, double share, double loss) {
        double[] probabilities = new double[2 * labels.length];
        for (int row = 0; row < labels.length; row++) {
            probabilities[2 * row + labels[row]] = 0.75;
            probabilities[2 * row + 1 - labels[row]] = 0.25;
        }
        return new FoldReport(
                new TestPredictions(new Predictions.Labels(List.of("no", "yes"), labels, probabilities), truth),
                new Attribution(
                        List.of(new Importance("a", share)),
                        new Permutation(
                                "accuracy", truth.length, 5, 0.9, List.of(new PermutedFeature("a", loss, 0.01)), null),
                        new ContributionSummary(
                                OutputSpace.PROBABILITY, 10, List.of(new ContributionSummary.Mean("a", loss)))));
    }
}
