package dev.millrace.datasets;

import dev.millrace.security.sql.SqlText;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns checked data into Parquet: typed columns, rows in the same order. */
final class ParquetWriter {
    private static final int CELLS_IN_A_GROUP = 1 << 22;
    private static final int FEWEST_ROWS_IN_A_GROUP = 4_096;
    private static final int MOST_ROWS_IN_A_GROUP = 122_880;

    private ParquetWriter() {}

    static void write(DuckSession session, DataShape shape, Path parquet) {
        int columns = shape.columns().size();
        String typed = IntStream.range(0, columns)
                .mapToObj(i -> shape.columns().get(i).expression() + " AS " + shape.stored(i))
                .collect(Collectors.joining(", "));
        session.execute("COPY (SELECT " + typed + " FROM " + shape.source() + ") TO " + SqlText.text(parquet)
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + rowsInAGroup(columns) + ")");
    }

    /** Fewer for wide data: a group is held in memory while it is written or read. */
    private static int rowsInAGroup(int columns) {
        return Math.clamp(CELLS_IN_A_GROUP / columns, FEWEST_ROWS_IN_A_GROUP, MOST_ROWS_IN_A_GROUP);
    }
}
