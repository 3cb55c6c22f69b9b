package dev.millrace.training;

import dev.millrace.datasets.Table;
import dev.millrace.models.EmbeddingEncoding;
import dev.millrace.models.Encoding;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TargetEncoding;
import dev.millrace.models.TfidfEncoding;
import dev.millrace.models.TimeGridEncoding;
import dev.millrace.models.TimestampEncoding;
import java.util.Arrays;
import java.util.List;

/**
 * Finds each feature's mean and (population) deviation on the training rows. Scaled features become {@code (value - mean) /
 * deviation}; unscaled ones are only moved, and only where they are so far from zero that a float would lose their
 * differences. Zero-one features stay as they are, and so do those of texts: a row's term weights have length 1
 * already, as embeddings do, and dividing a rare term by its deviation would make it the loudest.
 */
final class Standardisation {
    private static final double FAR = 1000;
    private static final double LARGEST = 1e100;

    private Standardisation() {}

    static Preprocessing of(List<Encoding> encodings, Table table, int[] rows, boolean scaled) {
        int features = encodings.stream().mapToInt(Encoding::width).sum();
        double[] shift = new double[features];
        double[] scale = new double[features];
        Arrays.fill(scale, 1);
        int first = 0;
        for (Encoding encoding : encodings) {
            int numbers = numbers(encoding);
            Moments moments = new Moments(encoding.width());
            if (numbers > 0) {
                encoding.encode(table.column(encoding.column()).orElseThrow(), rows, moments);
            }
            for (int f = 0; f < numbers; f++) {
                double deviation = Math.sqrt(moments.squares[f] / Math.max(1, moments.count[f]));
                boolean far = Math.abs(moments.mean[f]) > FAR * deviation;
                shift[first + f] = scaled || far ? moments.mean[f] : 0;
                scale[first + f] = scaled && deviation > 0 ? deviation : 1;
            }
            first += encoding.width();
        }
        return new Preprocessing(encodings, shift, scale);
    }

    /** How many of the encoding's features, from the first, are more than a yes or no. */
    private static int numbers(Encoding encoding) {
        return switch (encoding) {
            case NumericEncoding numeric -> 1;
            case TimeGridEncoding grid -> 1;
            case TimestampEncoding timestamp -> timestamp.parts().size();
            case TargetEncoding target -> target.features().size();
            case OneHotEncoding oneHot -> 0;
            case TfidfEncoding tfidf -> 0;
            case EmbeddingEncoding embedding -> 0;
        };
    }

    /** Welford's running mean and sum of squared deviations, for each feature, over the values that are there. */
    private static final class Moments implements Encoding.Cells {
        final long[] count;
        final double[] mean;
        final double[] squares;

        Moments(int features) {
            count = new long[features];
            mean = new double[features];
            squares = new double[features];
        }

        @Override
        public void set(int row, int feature, double value) {
            if (!Double.isNaN(value)) {
                double cut = Math.clamp(value, -LARGEST, LARGEST);
                double difference = cut - mean[feature];
                mean[feature] += difference / ++count[feature];
                squares[feature] += difference * (cut - mean[feature]);
            }
        }
    }
}
