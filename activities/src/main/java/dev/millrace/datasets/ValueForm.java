package dev.millrace.datasets;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * What the text of one value could stand for; a column's type follows from the forms of all its values. Every form but TEXT
 * is one that DuckDB's casts read as the same value.
 */
enum ValueForm {
    EMPTY,
    /** Blanks, or a word that stands for a missing value where the other values are no text. */
    MISSING_WORD,
    INTEGER,
    /** Digits alone, but beyond 64 bits. */
    LONG_INTEGER,
    NUMBER,
    /** Infinite, as a word or because a double cannot hold it. */
    INFINITE,
    BOOLEAN,
    TIMESTAMP,
    /** With an offset from UTC. */
    ZONED_TIMESTAMP,
    TEXT;

    static final Set<String> MISSING_WORDS =
            Set.of("NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "-nan", "NULL", "Null", "null", "None");
    private static final Set<String> INFINITIES = Set.of("inf", "infinity");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final int LONGEST_WORD = 9;

    static ValueForm of(byte[] bytes, int start, int end) {
        if (start == end) {
            return EMPTY;
        }
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            return MISSING_WORD;
        }
        ValueForm form = NumberForm.of(bytes, from, to);
        if (form == TEXT) {
            form = TimestampForm.of(bytes, from, to);
        }
        return form == TEXT && to - from <= LONGEST_WORD ? ofWord(text(bytes, from, to)) : form;
    }

    private static ValueForm ofWord(String word) {
        if (MISSING_WORDS.contains(word)) {
            return MISSING_WORD;
        }
        if (BOOLEANS.contains(word)) {
            return BOOLEAN;
        }
        String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        return INFINITIES.contains(unsigned.toLowerCase(Locale.ROOT)) ? INFINITE : TEXT;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
