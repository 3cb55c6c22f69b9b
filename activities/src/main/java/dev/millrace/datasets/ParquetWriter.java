package dev.millrace.datasets;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns checked CSV into Parquet: typed columns, rows in the same order. */
final class ParquetWriter {
    private static final int LINE_BYTES = 4 << 20;
    private static final int CELLS_IN_A_GROUP = 1 << 22;
    private static final int FEWEST_ROWS_IN_A_GROUP = 4_096;
    private static final int MOST_ROWS_IN_A_GROUP = 122_880;

    private ParquetWriter() {}

    static void write(DuckSession session, Path csv, CsvShape shape, Path parquet) {
        int columns = shape.columns().size();
        String typed = IntStream.range(0, columns)
                .mapToObj(i -> shape.columns().get(i).typed(Sql.column(i)) + " AS " + Sql.column(i))
                .collect(Collectors.joining(", "));
        session.execute("COPY (SELECT " + typed + " FROM " + csv(csv, shape) + ") TO " + Sql.text(parquet)
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + rowsInAGroup(columns) + ")");
    }

    /** Fewer for wide data: a group is held in memory while it is written or read. */
    private static int rowsInAGroup(int columns) {
        return Math.clamp(CELLS_IN_A_GROUP / columns, FEWEST_ROWS_IN_A_GROUP, MOST_ROWS_IN_A_GROUP);
    }

    private static String csv(Path csv, CsvShape shape) {
        String types = IntStream.range(0, shape.columns().size())
                .mapToObj(i -> "'" + Sql.column(i) + "': 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "read_csv(" + Sql.text(csv) + ", columns = {" + types
                + "}, auto_detect = false, header = false, delim = ',',"
                + " quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', compression = 'none',"
                // A reader that starts in the middle cannot tell a line break inside quotes from one outside.
                + " parallel = " + !shape.lineBreaks() + ", max_line_size = " + LINE_BYTES + ", buffer_size = "
                + LINE_BYTES + ")";
    }
}
