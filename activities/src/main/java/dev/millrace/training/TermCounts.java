package dev.millrace.training;

import dev.millrace.models.TextRows;
import dev.millrace.models.TfidfEncoding;
import dev.millrace.models.text.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In how many rows each word occurs. Beyond a million words those seen in the fewest rows are forgotten, so that a column of
 * random ids does not take the worker along; what is among the most frequent stays.
 */
final class TermCounts {
    /** What scikit-learn calls {@code max_features}. */
    static final int MOST_TERMS = 1_000;

    private static final int MOST_COUNTED = 1_000_000;
    private static final int TEXTS_BETWEEN_PAUSES = 1_000;

    private final Map<String, Integer> rows = new HashMap<>();
    private final int most;
    private int known;

    private TermCounts(int most) {
        this.most = most;
    }

    static TermCounts of(TextRows texts, Runnable goesOn) {
        return of(texts, goesOn, MOST_COUNTED);
    }

    static TermCounts of(TextRows texts, Runnable goesOn, int most) {
        TermCounts counts = new TermCounts(most);
        counts.known = texts.known();
        for (int text = 0; text < texts.texts().length; text++) {
            counts.add(texts.texts()[text], texts.count(text));
            if (text % TEXTS_BETWEEN_PAUSES == 0) {
                goesOn.run();
            }
        }
        return counts;
    }

    private void add(String text, int count) {
        Set<String> words = new HashSet<>();
        Words.of(text, words::add);
        words.forEach(word -> rows.merge(word, count, Integer::sum));
        for (int fewest = 1; rows.size() > most; fewest *= 2) {
            int rare = fewest;
            rows.values().removeIf(seen -> seen <= rare);
        }
    }

    int distinct() {
        return rows.size();
    }

    /** Of the terms in the most rows; the first in alphabetical order among equals. Inverse document frequencies are smoothed. */
    TfidfEncoding encoding(String column) {
        List<String> terms = rows.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TERMS)
                .map(Map.Entry::getKey)
                .sorted(Comparator.naturalOrder())
                .toList();
        double[] idf = terms.stream()
                .mapToDouble(term -> Math.log((1.0 + known) / (1 + rows.getOrDefault(term, 0))) + 1)
                .toArray();
        return new TfidfEncoding(column, terms, idf);
    }
}
