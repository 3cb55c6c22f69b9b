package dev.millrace.datasets;

import static dev.millrace.datasets.ValueForm.BOOLEAN;
import static dev.millrace.datasets.ValueForm.EMPTY;
import static dev.millrace.datasets.ValueForm.INFINITE;
import static dev.millrace.datasets.ValueForm.INTEGER;
import static dev.millrace.datasets.ValueForm.LONG_INTEGER;
import static dev.millrace.datasets.ValueForm.MISSING_WORD;
import static dev.millrace.datasets.ValueForm.NUMBER;
import static dev.millrace.datasets.ValueForm.TEXT;
import static dev.millrace.datasets.ValueForm.TIMESTAMP;
import static dev.millrace.datasets.ValueForm.ZONED_TIMESTAMP;

import dev.millrace.security.sql.SqlText;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms that the values of one column have; together they are its type. */
final class ColumnForms {
    private static final Set<ValueForm> NUMERIC = EnumSet.of(INTEGER, LONG_INTEGER, NUMBER, INFINITE);
    private static final String MISSING_WORDS =
            ValueForm.MISSING_WORDS.stream().sorted().map(SqlText::text).collect(Collectors.joining(", ", "'', ", ""));

    private final String name;
    private final Set<ValueForm> forms = EnumSet.noneOf(ValueForm.class);
    private long firstInfinite;

    ColumnForms(String name) {
        this.name = name;
    }

    void see(CsvRecord record, int field) {
        if (forms.contains(TEXT)) {
            return;
        }
        ValueForm form = ValueForm.of(record.bytes(), record.from(field), record.to(field));
        if (forms.add(form) && form == INFINITE) {
            firstInfinite = record.line();
        }
    }

    String name() {
        return name;
    }

    /**
     * Integer, number, boolean or timestamp when every value is one, where an integer is a number too; else string, so that
     * nothing is lost. A column without values is one of numbers.
     */
    ColumnType type() {
        Set<ValueForm> values = EnumSet.copyOf(forms);
        values.removeAll(EnumSet.of(EMPTY, MISSING_WORD));
        if (NUMERIC.containsAll(values)) {
            return numeric(values);
        }
        if (values.equals(EnumSet.of(BOOLEAN))) {
            return ColumnType.BOOLEAN;
        }
        return EnumSet.of(TIMESTAMP, ZONED_TIMESTAMP).containsAll(values) ? ColumnType.TIMESTAMP : ColumnType.STRING;
    }

    private ColumnType numeric(Set<ValueForm> values) {
        if (values.contains(INFINITE)) {
            throw Unreadable.inLine(
                    firstInfinite,
                    "holds a number in column " + name
                            + " that is infinite; numbers are finite, an empty value is a missing one");
        }
        if (values.contains(NUMBER) || values.isEmpty()) {
            return ColumnType.NUMBER;
        }
        return values.contains(LONG_INTEGER) ? ColumnType.STRING : ColumnType.INTEGER;
    }

    /** SQL that gives the typed value of this column's text. */
    String typed(String text) {
        return switch (type()) {
            case STRING -> text;
            case INTEGER -> "CAST(" + present(text) + " AS BIGINT)";
            case NUMBER -> "CAST(" + present(text) + " AS DOUBLE)";
            case BOOLEAN -> "CAST(trim(" + present(text) + ") AS BOOLEAN)";
            // A plain cast to TIMESTAMP would drop the offset.
            case TIMESTAMP -> "CAST(CAST(" + present(text) + " AS TIMESTAMPTZ) AS TIMESTAMP)";
        };
    }

    private String present(String text) {
        return forms.contains(MISSING_WORD)
                ? "CASE WHEN trim(" + text + ") NOT IN (" + MISSING_WORDS + ") THEN " + text + " END"
                : text;
    }
}
