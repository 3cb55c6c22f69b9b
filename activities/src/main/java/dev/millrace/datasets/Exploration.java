package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalCopy;
import dev.millrace.problems.Problem;
import dev.millrace.security.sql.SqlText;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Looks into a dataset for a person: its first rows, the spread of a column. */
public final class Exploration {
    public static final int MOST_ROWS = 1_000;
    public static final int MOST_BINS = 200;

    private final ArtifactStore artifacts;
    private final DuckDb duckDb;

    public Exploration(ArtifactStore artifacts, DuckDb duckDb) {
        this.artifacts = artifacts;
        this.duckDb = duckDb;
    }

    /** The first rows by column name, in the order of the columns: Long, Double, Boolean, String, Instant, or null. */
    public List<Map<String, @Nullable Object>> preview(TenantId tenant, Dataset dataset, int rows) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw Problem.invalid("rows", "rows is 1 to " + MOST_ROWS);
        }
        List<StoredColumn> columns = StoredColumn.of(dataset, dataset.columnNames());
        return in(tenant, dataset, (session, parquet) -> Preview.of(session, parquet, columns, rows));
    }

    /** At most {@code bins} bins or values of a column. */
    public Histogram histogram(TenantId tenant, Dataset dataset, String column, int bins) {
        if (bins < 1 || bins > MOST_BINS) {
            throw Problem.invalid("bins", "bins is 1 to " + MOST_BINS);
        }
        int position = StoredColumn.position(dataset, column);
        return in(
                tenant,
                dataset,
                (session, parquet) -> Distribution.of(
                        session,
                        parquet,
                        Sql.column(position),
                        dataset.columns().get(position),
                        bins));
    }

    /** The rows that have the rarest of the column's values; 0 when it has none. */
    public long rarest(TenantId tenant, Dataset dataset, String column) {
        String stored = Sql.column(StoredColumn.position(dataset, column));
        return in(
                tenant,
                dataset,
                (session, parquet) -> session.query(
                        "SELECT coalesce(min(n), 0) FROM (SELECT count(*) AS n FROM " + parquet + " WHERE " + stored
                                + " IS NOT NULL GROUP BY " + stored + ")",
                        rows -> rows.next() ? rows.getLong(1) : 0L));
    }

    private <T> T in(TenantId tenant, Dataset dataset, BiFunction<DuckSession, String, T> look) {
        try (LocalCopy file = artifacts.localCopy(tenant, dataset.parquet());
                DuckSession session = duckDb.open(file.path())) {
            return look.apply(session, SqlText.parquet(file.path()));
        }
    }
}
