package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalCopy;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.util.List;

/** Reads columns of a dataset into memory, rows in the order of the upload. */
public final class TableReader {
    private final ArtifactStore artifacts;
    private final DuckDb duckDb;

    public TableReader(ArtifactStore artifacts, DuckDb duckDb) {
        this.artifacts = artifacts;
        this.duckDb = duckDb;
    }

    /** All rows of the columns, in the order the columns are named. */
    public Table read(TenantId tenant, Dataset dataset, List<String> columns) {
        return read(tenant, dataset, columns, new RowRange(0, dataset.rows()));
    }

    public Table read(TenantId tenant, Dataset dataset, List<String> columns, RowRange rows) {
        try (TableCursor cursor = open(tenant, dataset, columns, rows)) {
            return cursor.next(Math.toIntExact(rows.rows()));
        }
    }

    /**
     * A cursor over a range of rows, for those who want them in lots: the file is read once, whatever the lots' size.
     *
     * @throws Problem when the dataset has no such column
     */
    public TableCursor open(TenantId tenant, Dataset dataset, List<String> columns, RowRange rows) {
        if (rows.to() > dataset.rows()) {
            throw new IllegalArgumentException("the dataset has " + dataset.rows() + " rows, not " + rows.to());
        }
        List<StoredColumn> wanted = StoredColumn.of(dataset, columns);
        LocalCopy file = artifacts.localCopy(tenant, dataset.parquet());
        try {
            return TableCursor.open(duckDb.open(file.path()), file, wanted, rows);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
