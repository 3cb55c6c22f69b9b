package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.models.EmbeddingEncoding;
import dev.millrace.models.Encoding;
import dev.millrace.models.TextRows;
import dev.millrace.models.text.MiniLm;
import java.util.Map;

/**
 * Fits the columns that are read as texts, on the given rows.
 *
 * @param goesOn called now and then; throws when nobody needs the result any more
 */
record TextFit(Map<String, TextEncoding> encodings, int[] rows, Runnable goesOn) {
    /** How to encode a column, and what to tell people about it. */
    record Fitted(Encoding encoding, String note) {}

    /** The most features that a column can become. */
    static int most(TextEncoding encoding) {
        return switch (encoding) {
            case TFIDF -> TermCounts.MOST_TERMS;
            case MINILM -> MiniLm.WIDTH;
        };
    }

    boolean reads(Column.Text column) {
        return encodings.containsKey(column.name());
    }

    /** The encoding makes no feature when there is nothing to learn from. */
    Fitted fit(Column.Text column) {
        TextRows texts = TextRows.of(column, rows);
        return switch (encodings.getOrDefault(column.name(), TextEncoding.TFIDF)) {
            case TFIDF -> tfidf(column.name(), texts);
            case MINILM -> minilm(column.name());
        };
    }

    private static Fitted minilm(String column) {
        return new Fitted(
                new EmbeddingEncoding(column, MiniLm.NAME),
                "column %s is read as text: embedded by %s".formatted(column, MiniLm.NAME));
    }

    private Fitted tfidf(String column, TextRows texts) {
        TermCounts counts = TermCounts.of(texts, goesOn);
        Encoding encoding = counts.encoding(column);
        String which = encoding.width() < counts.distinct() ? "the most frequent " : "all ";
        return new Fitted(
                encoding,
                "column %s is read as text: %s%,d of its words are features"
                        .formatted(column, which, encoding.width()));
    }
}
