package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fitted preprocessing: every used column through its encoding, then {@code (value - shift) / scale} for each feature.
 * Values beyond what a float holds are cut to its largest.
 */
public record Preprocessing(List<Encoding> encodings, double[] shift, double[] scale) {
    private static final double LARGEST = 1e38;

    public Preprocessing {
        encodings = List.copyOf(encodings);
        int features = encodings.stream().mapToInt(e -> e.width()).sum();
        if (shift.length != features || scale.length != features) {
            throw new IllegalArgumentException("shift and scale need a number for each of " + features + " features");
        }
    }

    /** Preprocessing that leaves the features as their encodings give them. */
    public static Preprocessing unscaled(List<Encoding> encodings) {
        int features = encodings.stream().mapToInt(e -> e.width()).sum();
        double[] ones = new double[features];
        java.util.Arrays.fill(ones, 1);
        return new Preprocessing(encodings, new double[features], ones);
    }

    @JsonIgnore
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (Encoding encoding : encodings) {
            encoding.features().forEach(name -> features.add(new Feature(name, encoding.column())));
        }
        return features;
    }

    public Matrix transform(Table table) {
        return transform(table, IntStream.range(0, table.rows()).toArray());
    }

    /** Row {@code i} of the result comes from row {@code rows[i]} of the table. */
    public Matrix transform(Table table, int[] rows) {
        return transform(table, rows, () -> {});
    }

    /** @param goesOn called now and then; throws when nobody needs the result any more */
    public Matrix transform(Table table, int[] rows, Runnable goesOn) {
        List<Feature> features = features();
        int width = features.size();
        float[] values = new float[Math.multiplyExact(rows.length, width)];
        int first = 0;
        for (Encoding encoding : encodings) {
            encoding.encode(column(table, encoding), rows, new Into(values, width, first, goesOn));
            first += encoding.width();
        }
        return new Matrix(rows.length, features, values);
    }

    /** The value as the predictor sees it, at the given feature. */
    public float scaled(double value, int feature) {
        double scaled = (value - shift[feature]) / scale[feature];
        return (float) (scaled > LARGEST ? LARGEST : scaled < -LARGEST ? -LARGEST : scaled);
    }

    /** About how much memory this takes, in bytes. */
    public long bytes() {
        return encodings.stream().mapToLong(Encoding::bytes).sum() + 16L * shift.length;
    }

    /** Where the features of one encoding go, the first of which is the matrix's feature {@code first}. */
    private final class Into implements Encoding.Cells {
        private final float[] values;
        private final int width;
        private final int first;
        private final Runnable goesOn;

        Into(float[] values, int width, int first, Runnable goesOn) {
            this.values = values;
            this.width = width;
            this.first = first;
            this.goesOn = goesOn;
        }

        @Override
        public void set(int row, int feature, double value) {
            values[row * width + first + feature] = scaled(value, first + feature);
        }

        @Override
        public void pause() {
            goesOn.run();
        }
    }

    private static Column column(Table table, Encoding encoding) {
        return table.column(encoding.column())
                .orElseThrow(() -> new IllegalArgumentException("the table has no column " + encoding.column()));
    }
}
