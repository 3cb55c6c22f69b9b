package dev.millrace.models;

import dev.millrace.datasets.Column;
import dev.millrace.models.text.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One feature per known term: how often a text has it times {@code idf}, each row then divided by its length (Euclid's), as
 * scikit-learn's {@code TfidfVectorizer} does. A text without a known term, and a missing one, have 0 in all of them.
 */
public record TfidfEncoding(String column, List<String> terms, double[] idf) implements Encoding {
    private static final int TEXTS_BETWEEN_PAUSES = 1_000;

    public TfidfEncoding {
        terms = List.copyOf(terms);
        if (terms.size() != idf.length) {
            throw new IllegalArgumentException(terms.size() + " terms need as many weights, not " + idf.length);
        }
    }

    @Override
    public List<String> features() {
        return terms.stream().map(term -> column + ": " + term).toList();
    }

    @Override
    public int width() {
        return idf.length;
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        TextRows texts = TextRows.of((Column.Text) data, rows);
        Map<String, Integer> places = new HashMap<>();
        terms.forEach(term -> places.put(term, places.size()));
        double[] weights = new double[idf.length];
        for (int text = 0; text < texts.texts().length; text++) {
            Arrays.fill(weights, 0);
            Words.of(texts.texts()[text], word -> {
                Integer term = places.get(word);
                if (term != null) {
                    weights[term] += idf[term];
                }
            });
            write(weights, text, texts, out);
            if (text % TEXTS_BETWEEN_PAUSES == 0) {
                out.pause();
            }
        }
    }

    private static void write(double[] weights, int text, TextRows texts, Cells out) {
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        for (int term = 0; term < weights.length; term++) {
            if (weights[term] > 0) {
                texts.set(text, term, weights[term] / Math.sqrt(squares), out);
            }
        }
    }

    @Override
    public long bytes() {
        return 64 + terms.stream().mapToLong(term -> 64 + 2L * term.length()).sum();
    }
}
