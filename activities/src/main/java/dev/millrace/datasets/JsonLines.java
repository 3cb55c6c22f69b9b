package dev.millrace.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON Lines, one flat object a line, as the CSV that has the same values: a column for every name, in the order in
 * which they first come, empty where a line has none.
 */
final class JsonLines {
    private static final int BUFFER = 1 << 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final DatasetLimits limits;
    private final TextCheck text = new TextCheck();

    JsonLines(Path file, DatasetLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    void writeTo(CsvScanner.Sink records) throws IOException {
        List<String> names = names();
        CsvScanner csv = new CsvScanner((byte) ',', limits.rowBytes(), records);
        write(csv, names.stream().map(JsonLines::quoted).collect(Collectors.joining(",")));
        forEachLine((line, row) -> write(
                csv,
                names.stream().map(name -> row.getOrDefault(name, "")).collect(Collectors.joining(","))
                        + (names.size() == 1
                                        && row.getOrDefault(names.getFirst(), "")
                                                .isEmpty()
                                ? "\"\""
                                : "")));
        csv.end();
    }

    private List<String> names() throws IOException {
        SequencedSet<String> names = new LinkedHashSet<>();
        forEachLine((line, row) -> {
            names.addAll(row.keySet());
            if (names.size() > limits.columns()) {
                throw Unreadable.tooLarge("up to line " + line + " there are " + names.size() + " columns; "
                        + limits.columns() + " are the most allowed");
            }
        });
        return List.copyOf(names);
    }

    private static void write(CsvScanner csv, String record) throws IOException {
        byte[] bytes = (record + "\n").getBytes(StandardCharsets.UTF_8);
        csv.scan(bytes, 0, bytes.length);
    }

    private void forEachLine(Rows rows) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            long number = 1;
            for (byte[] line = line(in, number); line != null; line = line(in, ++number)) {
                int from = number == 1 && line.length >= 3 && line[0] == (byte) 0xEF ? 3 : 0;
                if (!new String(line, from, line.length - from, StandardCharsets.UTF_8).isBlank()) {
                    rows.row(number, row(line, from, number));
                }
            }
        }
    }

    /** The next line without its end; null after the last. */
    private byte @Nullable [] line(InputStream in, long number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int value = in.read();
        if (value < 0) {
            return null;
        }
        for (; value >= 0 && value != '\n'; value = in.read()) {
            line.write(value);
            if (line.size() > limits.rowBytes()) {
                throw Unreadable.inLine(number, "is longer than " + limits.rowBytes() + " bytes, the most allowed");
            }
        }
        byte[] bytes = line.toByteArray();
        if (text.firstWrong(bytes, bytes.length) < bytes.length || !text.isComplete()) {
            throw Unreadable.inLine(number, "is not UTF-8 text; save the file as UTF-8");
        }
        return bytes;
    }

    /** The line's values by name, each as CSV has it. */
    private Map<String, String> row(byte[] line, int from, long number) {
        Map<String, String> row = new LinkedHashMap<>();
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), Arrays.copyOfRange(line, from, line.length))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Unreadable.inLine(number, "is no JSON object; each line is one row, {\"name\": value, …}");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                row.put(name, value(parser, name, number));
            }
            if (parser.nextToken() != null) {
                throw Unreadable.inLine(number, "goes on after its object; each line holds one object");
            }
            return row;
        } catch (JacksonException e) {
            throw Unreadable.inLine(number, "is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String value(JsonParser parser, String name, long number) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> "";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NUMBER_INT -> parser.getString();
            case VALUE_NUMBER_FLOAT -> {
                if (Double.isInfinite(parser.getDoubleValue())) {
                    throw Unreadable.inLine(number, "holds a number in " + name + " that no double can hold");
                }
                yield parser.getString();
            }
            case VALUE_STRING -> {
                if (parser.getString().indexOf('\0') >= 0) {
                    throw Unreadable.inLine(number, "holds a NUL character in " + name);
                }
                yield quoted(parser.getString());
            }
            default ->
                throw Unreadable.inLine(
                        number,
                        "holds " + (parser.currentToken() == JsonToken.START_ARRAY ? "an array" : "an object") + " in "
                                + name + "; rows are flat: numbers, strings, true, false and null");
        };
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : '"' + text.replace("\"", "\"\"") + '"';
    }

    private interface Rows {
        void row(long line, Map<String, String> values) throws IOException;
    }
}
