package dev.millrace.entities.intake;

import dev.millrace.entities.Attributes;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CSV whose first line names the attributes, {@code id} among them. An empty value is no attribute. */
final class CsvRows implements Rows {
    private static final int MOST_COLUMNS = 200;

    private final EntityType type;
    private final CsvRecords records;
    private final List<String> names;
    private final int id;
    private long number;

    CsvRows(EntityType type, Input in) throws IOException {
        this.type = type;
        this.records = new CsvRecords(in, delimiter(in.peek(1 << 16)));
        this.names = header(records.next());
        this.id = names.indexOf("id");
    }

    private static List<String> header(CsvRecords.@Nullable CsvRecord first) {
        if (first == null || first.isBlank()) {
            throw Problem.invalid("/file", "the file is empty; the first line names the attributes, id among them");
        }
        if (first.fault() != null) {
            throw Problem.invalid("/file", "the first line, which names the attributes, " + first.fault());
        }
        List<String> names = first.values().stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
                throw Problem.invalid(
                        "/file", "each column's name in the first line has 1 to 100 printable characters");
            }
            if (!seen.add(name)) {
                throw Problem.invalid("/file", "the first line names " + name + " twice");
            }
        }
        if (!seen.contains("id") || names.size() > MOST_COLUMNS) {
            throw Problem.invalid(
                    "/file",
                    "the first line names at most " + MOST_COLUMNS + " attributes, and id among them; it names "
                            + String.join(", ", names.subList(0, Math.min(10, names.size()))));
        }
        return names;
    }

    @Override
    public @Nullable Row next() throws IOException {
        CsvRecords.CsvRecord record = records.next();
        while (record != null && record.isBlank()) {
            record = records.next();
        }
        return record == null ? null : row(record);
    }

    private Row row(CsvRecords.CsvRecord record) {
        number++;
        if (record.fault() != null) {
            return new Row.Bad(number, "the row " + record.fault());
        }
        List<String> values = record.values();
        if (values.size() != names.size()) {
            return new Row.Bad(
                    number, "the row has " + values.size() + " values where the first line names " + names.size());
        }
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            if (i != id && !values.get(i).isEmpty()) {
                attributes.set(names.get(i), Attributes.ofCell(type, names.get(i), values.get(i)));
            }
        }
        return new Row.Good(number, values.get(id).strip(), attributes);
    }

    /** The most frequent, in the first line, of comma, tab, semicolon and bar. */
    private static char delimiter(byte[] begin) {
        int[] counts = new int[128];
        boolean quoted = false;
        for (int i = 0; i < begin.length && (quoted || begin[i] != '\n'); i++) {
            quoted ^= begin[i] == '"';
            if (begin[i] >= 0 && !quoted) {
                counts[begin[i]]++;
            }
        }
        char best = ',';
        for (char candidate : new char[] {'\t', ';', '|'}) {
            best = counts[candidate] > counts[best] ? candidate : best;
        }
        return best;
    }
}
