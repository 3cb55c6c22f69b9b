package dev.millrace.training;

import dev.millrace.models.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What was predicted for test rows, beside what is true of them: the index of the class, or the value. */
record TestPredictions(Predictions predicted, double[] truth) {
    int rows() {
        return truth.length;
    }

    /** The truth as indexes of classes. */
    int[] labels() {
        return Arrays.stream(truth).mapToInt(label -> (int) label).toArray();
    }

    /** The rows of all parts, in their order; all parts predict the same classes. */
    static TestPredictions concat(List<TestPredictions> parts) {
        double[] truth = doubles(parts.stream().map(TestPredictions::truth));
        Predictions predicted = switch (parts.getFirst().predicted()) {
            case Predictions.Labels first ->
                new Predictions.Labels(
                        first.classes(),
                        parts.stream()
                                .flatMapToInt(
                                        part -> Arrays.stream(classified(part).labels()))
                                .toArray(),
                        doubles(parts.stream().map(part -> classified(part).probabilities())));
            case Predictions.Values _ ->
                new Predictions.Values(
                        doubles(parts.stream().map(part -> ((Predictions.Values) part.predicted()).values())));
        };
        return new TestPredictions(predicted, truth);
    }

    private static Predictions.Labels classified(TestPredictions part) {
        return (Predictions.Labels) part.predicted();
    }

    private static double[] doubles(Stream<double[]> parts) {
        return parts.flatMapToDouble(Arrays::stream).toArray();
    }
}
