package dev.millrace.models;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Numbers ready for an algorithm, row by row: row {@code r} begins at {@code values[r * features.size()]}; NaN is missing. */
public record Matrix(int rows, List<Feature> features, float[] values) {
    public Matrix {
        features = List.copyOf(features);
        if ((long) rows * features.size() != values.length) {
            throw new IllegalArgumentException(
                    rows + " rows of " + features.size() + " features are not " + values.length + " values");
        }
    }

    public int width() {
        return features.size();
    }

    public float get(int row, int feature) {
        return values[row * features.size() + feature];
    }

    /** At most {@code most} rows, in their order; each set of them is as likely as any other (Knuth's selection sampling). */
    public Matrix sample(int most, long seed) {
        int width = width();
        int count = Math.min(most, rows);
        float[] sample = new float[count * width];
        SplittableRandom random = new SplittableRandom(seed);
        int taken = 0;
        for (int row = 0; taken < count; row++) {
            if (random.nextInt(rows - row) < count - taken) {
                System.arraycopy(values, row * width, sample, taken++ * width, width);
            }
        }
        return new Matrix(count, features, sample);
    }

    /** The rows from {@code first} to before {@code end}. */
    public Matrix slice(int first, int end) {
        return new Matrix(end - first, features, Arrays.copyOfRange(values, first * width(), end * width()));
    }
}
