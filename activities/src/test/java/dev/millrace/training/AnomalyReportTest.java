package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Predictions.Anomalies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AnomalyReportTest {
    private static final double UNKNOWN = Double.NaN;

    @Test
    void tellsOnlyTheRateWhereNothingIsKnown() {
        AnomalyReport report = report(new double[] {1, 2, 3, 4}, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

        assertThat(report.metrics()).isEqualTo(Map.of("anomaly_rate", 0.5));
        ReportParts shown = report.parts();
        assertThat(shown.confusionMatrix()).isNull();
        assertThat(shown.roc()).isNull();
        assertThat(shown.anomalyScores()).isNotNull();
    }

    @Test
    void judgesByTheRowsOfWhichItIsKnown() {
        AnomalyReport report = report(new double[] {9, 1, 5, 4, 2, 0}, UNKNOWN, 0, 1, 0, 1, 0);

        Map<String, Double> metrics = report.metrics();

        assertThat(metrics.get("anomaly_rate")).isEqualTo(0.5);
        assertThat(metrics.get("precision")).isEqualTo(0.5);
        assertThat(metrics.get("recall")).isEqualTo(0.5);
        assertThat(metrics.get("f1")).isEqualTo(0.5);
        assertThat(metrics.get("roc_auc")).isCloseTo(5 / 6.0, within(1e-12));
        ReportParts shown = report.parts();
        var confusion = Objects.requireNonNull(shown.confusionMatrix());
        assertThat(confusion.labels()).containsExactly("normal", "anomaly");
        assertThat(confusion.matrix()).isDeepEqualTo(new int[][] {{2, 1}, {1, 1}});
        var roc = Objects.requireNonNull(shown.roc()).getFirst();
        assertThat(roc.label()).isEqualTo("anomaly");
        assertThat(roc.area()).isEqualTo(metrics.get("roc_auc"));
        assertThat(roc.thresholds()[0]).as("no row reaches it").isGreaterThan(5);
        assertThat(shown.pr()).hasSize(1);
    }

    @Test
    void leavesOutWhatOnlyAnomaliesDefine() {
        assertThat(report(new double[] {1, 5}, 0, 0).metrics()).containsOnlyKeys("anomaly_rate");
        assertThat(report(new double[] {1, 5}, 1, 1).metrics())
                .containsOnlyKeys("anomaly_rate", "precision", "recall", "f1");
    }

    @Test
    void countsEveryScoreInOneBin() {
        double[] scores = new double[61];
        Arrays.setAll(scores, i -> i / 60.0);
        double[] unknown = new double[61];
        Arrays.fill(unknown, UNKNOWN);

        var histogram = histogram(report(scores, unknown));

        assertThat(histogram.threshold()).isEqualTo(2.5);
        assertThat(histogram.edges()).hasSize(31).startsWith(0).endsWith(1);
        assertThat(histogram.counts()).hasSize(30).contains(2);
        assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(61);
        assertThat(histogram.counts()[29]).isEqualTo(3);
        var same = histogram(report(new double[] {7, 7, 7}, UNKNOWN, UNKNOWN, UNKNOWN));
        assertThat(same.counts()[0]).isEqualTo(3);
        assertThat(same.edges()[0]).isEqualTo(7);
    }

    @Test
    void putsFoldsTogetherByTheDistanceFromTheirThresholds() {
        TestPredictions one = new TestPredictions(new Anomalies(new double[] {0.4, 0.7}, 0.5), new double[2]);
        TestPredictions other = new TestPredictions(new Anomalies(new double[] {0.6, 0.61}, 0.6), new double[2]);

        Anomalies all = (Anomalies) TestPredictions.concat(List.of(one, other)).predicted();

        assertThat(all.threshold()).isEqualTo(0.5);
        assertThat(List.of(all.label(0), all.label(1), all.label(2), all.label(3)))
                .containsExactly("normal", "anomaly", "normal", "anomaly");
    }

    private static EvaluationReport.AnomalyScores histogram(AnomalyReport report) {
        return Objects.requireNonNull(report.parts().anomalyScores());
    }

    private static AnomalyReport report(double[] scores, double... truth) {
        return new AnomalyReport(new Anomalies(scores, 2.5), truth);
    }
}
