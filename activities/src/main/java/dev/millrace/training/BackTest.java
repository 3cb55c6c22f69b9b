package dev.millrace.training;

import dev.millrace.models.Matrix;
import dev.millrace.models.Predictions;
import dev.millrace.models.TimeGridEncoding;
import dev.millrace.models.TrainedModel;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What was forecast in one fold, beside what came; of a long one some steps, evenly chosen. */
public record BackTest(int fold, List<String> time, double[] actual, double[] value, double[] lower, double[] upper) {
    private static final int MOST_STEPS = 500;

    public BackTest {
        time = List.copyOf(time);
    }

    /** The times of the test rows, for people; none where the model is no forecast. */
    static List<String> times(TrainedModel model, Matrix rows) {
        return model.inputs().preprocessing().encodings().getFirst() instanceof TimeGridEncoding time
                ? IntStream.range(0, rows.rows())
                        .mapToObj(row -> time.grid().text((long) rows.get(row, 0)))
                        .toList()
                : List.of();
    }

    static BackTest of(int fold, TestPredictions test, List<String> times) {
        Predictions.Forecasts forecasts = (Predictions.Forecasts) test.predicted();
        int shown = Math.min(MOST_STEPS, test.rows());
        int[] rows = IntStream.range(0, shown)
                .map(i -> (int) ((long) i * test.rows() / shown))
                .toArray();
        return new BackTest(
                fold,
                IntStream.of(rows).mapToObj(times::get).toList(),
                numbers(rows, row -> test.truth()[row]),
                numbers(rows, row -> forecasts.values()[row]),
                numbers(rows, row -> forecasts.lower()[row]),
                numbers(rows, row -> forecasts.upper()[row]));
    }

    private static double[] numbers(int[] rows, IntToDoubleFunction number) {
        return IntStream.of(rows).mapToDouble(number).toArray();
    }
}
