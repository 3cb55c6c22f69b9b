package dev.millrace.training;

import dev.millrace.models.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What was predicted for test rows, beside what is true of them: the index of the class, or the value. */
public record TestPredictions(Predictions predicted, double[] truth) {
    public int rows() {
        return truth.length;
    }

    /** The truth as indexes of classes. */
    int[] labels() {
        return Arrays.stream(truth).mapToInt(label -> (int) label).toArray();
    }

    /** The rows of all parts, in their order; all parts predict the same classes. */
    static TestPredictions concat(List<TestPredictions> parts) {
        return new TestPredictions(
                predicted(parts.stream().map(TestPredictions::predicted).toList()),
                doubles(parts, TestPredictions::truth));
    }

    private static Predictions predicted(List<Predictions> parts) {
        return switch (parts.getFirst()) {
            case Predictions.Labels first -> {
                List<Predictions.Labels> all = all(Predictions.Labels.class, parts);
                yield new Predictions.Labels(
                        first.classes(),
                        ints(all, Predictions.Labels::labels),
                        doubles(all, Predictions.Labels::probabilities));
            }
            case Predictions.Values _ ->
                new Predictions.Values(doubles(all(Predictions.Values.class, parts), Predictions.Values::values));
            case Predictions.Clusters _ ->
                new Predictions.Clusters(ints(all(Predictions.Clusters.class, parts), Predictions.Clusters::clusters));
            case Predictions.Anomalies first ->
                new Predictions.Anomalies(
                        doubles(all(Predictions.Anomalies.class, parts), part -> moved(part, first.threshold())),
                        first.threshold());
            case Predictions.Forecasts _ -> {
                List<Predictions.Forecasts> all = all(Predictions.Forecasts.class, parts);
                yield new Predictions.Forecasts(
                        doubles(all, Predictions.Forecasts::values),
                        doubles(all, Predictions.Forecasts::lower),
                        doubles(all, Predictions.Forecasts::upper));
            }
        };
    }

    /** Models of several folds may have thresholds of their own: their scores compare by the distance from it. */
    private static double[] moved(Predictions.Anomalies part, double threshold) {
        return part.threshold() == threshold
                ? part.scores()
                : Arrays.stream(part.scores())
                        .map(score -> score - part.threshold() + threshold)
                        .toArray();
    }

    private static <T extends Predictions> List<T> all(Class<T> kind, List<Predictions> parts) {
        return parts.stream().map(kind::cast).toList();
    }

    private static <T> int[] ints(List<T> parts, Function<T, int[]> numbers) {
        return parts.stream().map(numbers).flatMapToInt(Arrays::stream).toArray();
    }

    private static <T> double[] doubles(List<T> parts, Function<T, double[]> numbers) {
        return parts.stream().map(numbers).flatMapToDouble(Arrays::stream).toArray();
    }
}
