package dev.millrace.models;

import dev.millrace.datasets.Column;
import java.util.Arrays;

/**
 * Some rows of a text column, by distinct text: text {@code t} stands in {@code places[starts[t]]} to before
 * {@code places[starts[t + 1]]}, counted among the given rows. Rows without a text are in none.
 */
public record TextRows(String[] texts, int[] starts, int[] places) {
    public static TextRows of(Column.Text column, int[] rows) {
        int[] number = new int[column.dictionary().length];
        Arrays.fill(number, -1);
        String[] texts = new String[Math.min(rows.length, number.length)];
        int[] starts = new int[texts.length + 1];
        int distinct = 0;
        for (int row : rows) {
            int code = column.codes()[row];
            if (code >= 0) {
                if (number[code] < 0) {
                    texts[distinct] = column.dictionary()[code];
                    number[code] = distinct++;
                }
                starts[number[code] + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return new TextRows(
                Arrays.copyOf(texts, distinct),
                Arrays.copyOf(starts, distinct + 1),
                places(column, rows, number, starts));
    }

    private static int[] places(Column.Text column, int[] rows, int[] number, int[] starts) {
        int[] next = starts.clone();
        int[] places = new int[starts[starts.length - 1]];
        for (int i = 0; i < rows.length; i++) {
            int code = column.codes()[rows[i]];
            if (code >= 0) {
                places[next[number[code]]++] = i;
            }
        }
        return places;
    }

    /** How many rows have this text. */
    public int count(int text) {
        return starts[text + 1] - starts[text];
    }

    /** How many rows have any. */
    public int known() {
        return places.length;
    }

    /** Writes one feature of a text into all its rows. */
    void set(int text, int feature, double value, Encoding.Cells out) {
        for (int at = starts[text]; at < starts[text + 1]; at++) {
            out.set(places[at], feature, value);
        }
    }
}
