package dev.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.problems.Problem;
import dev.millrace.security.sql.SqlText;
import dev.millrace.tenancy.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final int ROWS = 10_000;

    @TempDir
    private Path folder;

    private TableReader reader;
    private Dataset dataset;

    @BeforeEach
    void storeADataset() {
        DuckDb duckDb = new DuckDb(new DuckDbLimits(256, 256, 2, 1), folder.resolve("work"));
        LocalArtifactStore artifacts = new LocalArtifactStore(folder.resolve("artifacts"), InstantSource.system());
        reader = new TableReader(artifacts, duckDb);
        try (DuckSession session = duckDb.open()) {
            Path parquet = session.file("data.parquet");
            session.execute("COPY (SELECT i AS c0, i / 4 AS c1, i % 3 = 0 AS c2,"
                    + " CASE WHEN i % 5 <> 0 THEN 'v' || (i % 7) END AS c3,"
                    + " TIMESTAMP '2020-01-01 00:00:00' + INTERVAL (i) SECOND AS c4,"
                    + " CASE WHEN i % 2 = 0 THEN i END AS c5"
                    + " FROM range(" + ROWS + ") t(i)) TO " + SqlText.text(parquet.toString())
                    + " (FORMAT parquet, ROW_GROUP_SIZE 2048)");
            dataset = dataset(artifacts.put(TENANT, parquet));
        }
    }

    private static Dataset dataset(ArtifactHandle parquet) {
        List<ColumnSummary> columns = List.of(
                summary("a \"b\"", ColumnType.INTEGER),
                summary("number", ColumnType.NUMBER),
                summary("yes", ColumnType.BOOLEAN),
                summary("word", ColumnType.STRING),
                summary("at", ColumnType.TIMESTAMP),
                summary("gaps", ColumnType.INTEGER));
        return new Dataset(
                new DatasetId(UUID.randomUUID()),
                "d",
                1,
                null,
                DatasetFormat.CSV,
                ROWS,
                1,
                parquet.sha256(),
                parquet,
                columns,
                Instant.EPOCH);
    }

    private static ColumnSummary summary(String name, ColumnType type) {
        return new ColumnSummary(name, type, 0, 0, null, null, null);
    }

    @Test
    void readsEveryTypeInTheOrderOfTheRows() {
        Table table = reader.read(TENANT, dataset, dataset.columnNames());

        assertThat(table.rows()).isEqualTo(ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(numbers(table, 0)[row]).isEqualTo(row);
            assertThat(numbers(table, 1)[row]).isEqualTo(row / 4.0);
            assertThat(numbers(table, 2)[row]).isEqualTo(row % 3 == 0 ? 1 : 0);
            assertThat(((Column.Text) table.columns().get(3)).value(row))
                    .isEqualTo(row % 5 == 0 ? null : "v" + row % 7);
            assertThat(numbers(table, 4)[row]).isEqualTo(1577836800.0 + row);
            assertThat(table.columns().get(5).isMissing(row)).isEqualTo(row % 2 != 0);
        }
    }

    @Test
    void readsOnlyTheColumnsAndRowsAskedFor() {
        Table table = reader.read(TENANT, dataset, List.of("word", "a \"b\""), new RowRange(4000, 4003));

        assertThat(table.columns()).extracting(Column::name).containsExactly("word", "a \"b\"");
        assertThat(numbers(table, 1)).containsExactly(4000, 4001, 4002);
        assertThat(((Column.Text) table.columns().getFirst()).dictionary()).containsExactly("v4", "v5");
    }

    @Test
    void aCursorGivesEveryRowOnceWhateverTheLotsSize() {
        List<Double> seen = new ArrayList<>();
        try (TableCursor cursor = reader.open(TENANT, dataset, List.of("a \"b\""), new RowRange(100, 9900))) {
            for (Table lot = cursor.next(999); lot.rows() > 0; lot = cursor.next(999)) {
                for (double value : numbers(lot, 0)) {
                    seen.add(value);
                }
            }
        }

        assertThat(seen)
                .isEqualTo(IntStream.range(100, 9900).mapToObj(Double::valueOf).toList());
    }

    @Test
    void aRangeWithoutRowsIsATableWithoutRows() {
        Table table = reader.read(TENANT, dataset, List.of("number"), new RowRange(5, 5));

        assertThat(table.rows()).isZero();
        assertThat(table.columns()).hasSize(1);
    }

    @Test
    void namesTheColumnsThereAreWhenOneIsNotAmongThem() {
        assertThatThrownBy(() -> reader.read(TENANT, dataset, List.of("nosuch")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("nosuch")
                .hasMessageContaining("number, yes, word");
    }

    private static double[] numbers(Table table, int column) {
        return ((Column.Numeric) table.columns().get(column)).values();
    }
}
