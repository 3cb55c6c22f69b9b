package dev.millrace.models;

import dev.millrace.datasets.Column;
import java.util.List;
import java.util.Map;

/**
 * What the target is like among the rows of a category: the mean of a regression's target, or the share of a class, one
 * feature each. Unseen categories get the {@code prior}; missing ones count as a category, {@code missing}.
 */
public record TargetEncoding(
        String column, List<String> features, Map<String, double[]> categories, double[] missing, double[] prior)
        implements Encoding {
    public TargetEncoding {
        features = List.copyOf(features);
        categories = Map.copyOf(categories);
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        Column.Text text = (Column.Text) data;
        double[][] encoded = new double[text.dictionary().length][];
        for (int code = 0; code < encoded.length; code++) {
            encoded[code] = categories.getOrDefault(text.dictionary()[code], prior);
        }
        for (int i = 0; i < rows.length; i++) {
            int code = text.codes()[rows[i]];
            double[] values = code < 0 ? missing : encoded[code];
            for (int feature = 0; feature < features.size(); feature++) {
                out.set(i, feature, values[feature]);
            }
        }
    }

    @Override
    public long bytes() {
        long perCategory = 120 + 8L * prior.length;
        return categories.keySet().stream()
                .mapToLong(category -> perCategory + category.length())
                .sum();
    }
}
