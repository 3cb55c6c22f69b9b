package dev.millrace.datasets;

import dev.millrace.artifacts.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes rows as Parquet: by way of files, so that any number of them takes little memory. */
public final class ParquetExport {
    private final DuckDb duckDb;
    private final Path work;

    /** {@code work} is the folder of the temporary files. */
    public ParquetExport(DuckDb duckDb, Path work) {
        this.duckDb = duckDb;
        this.work = work.toAbsolutePath().normalize();
    }

    /** A column to be written: {@code STRING}, {@code NUMBER} or {@code INTEGER}. */
    public record Field(String name, ColumnType type) {}

    /** Takes a row's values, in the order of the fields; an empty one is null. */
    public interface Sink {
        void row(List<String> values);
    }

    /** Gives its rows to the sink, one after the other. */
    public interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    /** The stream is left open. */
    public void write(List<Field> fields, Source rows, OutputStream out) throws IOException {
        try (Scratch scratch = Scratch.below(work)) {
            Path csv = scratch.file("rows.csv");
            try (Writer writer = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
                rows.writeTo(values -> write(values, writer));
            }
            try (DuckSession session = duckDb.open(csv)) {
                Path parquet = session.file("rows.parquet");
                ParquetWriter.write(session, shape(fields, csv), parquet);
                Files.copy(parquet, out);
            }
        }
    }

    private static DataShape shape(List<Field> fields, Path csv) {
        List<DataShape.TypedColumn> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            // DuckDB takes names that differ only in case for the same.
            for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = fields.get(i).name() + "_" + n;
            }
            ColumnType type = fields.get(i).type();
            columns.add(new DataShape.TypedColumn(name, type, typed(Sql.column(i), type)));
        }
        return new DataShape(columns, 0, CsvShape.source(csv, fields.size(), true), false);
    }

    private static String typed(String text, ColumnType type) {
        return switch (type) {
            case STRING -> text;
            case INTEGER -> "CAST(" + text + " AS BIGINT)";
            case NUMBER -> "CAST(" + text + " AS DOUBLE)";
            case BOOLEAN -> "CAST(" + text + " AS BOOLEAN)";
            case TIMESTAMP -> "CAST(" + text + " AS TIMESTAMP)";
        };
    }

    private static void write(List<String> values, Writer out) {
        try {
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                out.write(i == 0 ? "" : ",");
                out.write(value.isEmpty() ? "" : '"' + value.replace("\"", "\"\"") + '"');
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
