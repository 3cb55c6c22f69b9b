package dev.millrace.datasets;

import dev.millrace.security.sql.SqlText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns and rows of a CSV file without a header, and whether line breaks occur inside values. */
record CsvShape(List<ColumnForms> columns, long rows, boolean lineBreaks) {
    private static final int LINE_BYTES = 4 << 20;

    /** How the file gives typed columns. */
    DataShape in(Path csv) {
        List<DataShape.TypedColumn> typed = IntStream.range(0, columns.size())
                .mapToObj(i -> new DataShape.TypedColumn(
                        columns.get(i).name(),
                        columns.get(i).type(),
                        columns.get(i).typed(Sql.column(i))))
                .toList();
        return new DataShape(typed, rows, source(csv, columns.size(), lineBreaks), true);
    }

    /** SQL for a file with columns of text, named by position. */
    static String source(Path csv, int columns, boolean lineBreaks) {
        String types = IntStream.range(0, columns)
                .mapToObj(i -> "'" + Sql.column(i) + "': 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "read_csv(" + SqlText.text(csv) + ", columns = {" + types
                + "}, auto_detect = false, header = false, delim = ',',"
                + " quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', compression = 'none',"
                // A reader that starts in the middle cannot tell a line break inside quotes from one outside.
                + " parallel = " + !lineBreaks + ", max_line_size = " + LINE_BYTES + ", buffer_size = " + LINE_BYTES
                + ")";
    }
}
