package dev.millrace.datasets;

import dev.millrace.security.sql.SqlTable;
import java.nio.file.Path;
import java.util.List;

/** Datasets as the tables of a query: their columns under the names that users gave them. */
public final class DatasetTable {
    private DatasetTable() {}

    /** {@code parquet} is a local copy of the dataset's file. */
    public static SqlTable of(String name, Dataset dataset, Path parquet) {
        List<SqlTable.Column> columns = StoredColumn.of(dataset, dataset.columnNames()).stream()
                .map(column -> new SqlTable.Column(column.stored(), column.name()))
                .toList();
        return new SqlTable(name, parquet, columns);
    }
}
