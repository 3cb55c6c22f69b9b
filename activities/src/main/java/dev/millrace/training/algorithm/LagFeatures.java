package dev.millrace.training.algorithm;

import dev.millrace.models.Feature;
import dev.millrace.models.TimeGrid;
import dev.millrace.models.TimePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What trees know of a step: the values before it, means over the last of them, and the step's place in the calendar. */
final class LagFeatures {
    private static final int SHORTEST_MEAN = 3;

    private final int lags;
    private final int[] means;
    private final List<TimePart> parts;
    private final TimeGrid grid;

    LagFeatures(int lags, TimeGrid grid) {
        this.lags = lags;
        this.means = java.util.stream.IntStream.iterate(SHORTEST_MEAN, length -> length <= lags, length -> 2 * length)
                .toArray();
        this.parts = Arrays.stream(TimePart.values()).filter(grid::has).toList();
        this.grid = grid;
    }

    List<Feature> names() {
        List<String> names = new ArrayList<>();
        for (int lag = 1; lag <= lags; lag++) {
            names.add("lag_" + lag);
        }
        for (int length : means) {
            names.add("mean_" + length);
        }
        parts.forEach(part -> names.add(part.feature("time")));
        return names.stream().map(name -> new Feature(name, name)).toList();
    }

    int width() {
        return lags + means.length + parts.size();
    }

    int lags() {
        return lags;
    }

    /**
     * Writes the features of a step.
     *
     * @param values those of the steps before it, up to before {@code end}
     */
    void write(double[] values, int end, int step, float[] out, int at) {
        int next = at;
        for (int lag = 1; lag <= lags; lag++) {
            out[next++] = (float) values[end - lag];
        }
        double sum = 0;
        int summed = 0;
        for (int length : means) {
            while (summed < length) {
                sum += values[end - ++summed];
            }
            out[next++] = (float) (sum / length);
        }
        for (TimePart part : parts) {
            out[next++] = (float) part.of(grid.time(step));
        }
    }
}
