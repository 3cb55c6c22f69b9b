package dev.millrace.datasets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of the columns, as the first line of a CSV file gives them. */
final class CsvHeader {
    private static final int LONGEST_NAME = 256;

    private CsvHeader() {}

    static List<String> names(CsvRecord header, DatasetLimits limits) {
        if (header.fields() > limits.columns()) {
            throw Unreadable.tooLarge(
                    "the header names " + header.fields() + " columns; " + limits.columns() + " are the most allowed");
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int field = 0; field < header.fields(); field++) {
            String name = header.text(field).strip();
            check(name, field + 1);
            if (!seen.add(name)) {
                throw Unreadable.inLine(header.line(), "names two columns " + name + "; each name is used once");
            }
            names.add(name);
        }
        return names;
    }

    static void check(String name, int position) {
        if (name.isEmpty()) {
            throw Unreadable.because("column " + position
                    + " has no name; the first line names every column (an index written without a name is left out)");
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Unreadable.because("the name of column " + position + " is longer than " + LONGEST_NAME
                    + " characters or holds control characters");
        }
    }
}
