package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON Lines and Parquet come in as CSV does. */
class OtherFormatsTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final DatasetLimits SMALL = new DatasetLimits(4 << 20, 200, 1000, 20, 1000);

    @TempDir
    private Path folder = Path.of("");

    private Dataset ingest(byte[] upload) throws IOException {
        Ingest ingest = new Ingest(artifacts(), duckDb(), SMALL, folder.resolve("work"));
        try (ReceivedData data = ingest.receive(new ByteArrayInputStream(upload))) {
            StoredData stored = ingest.store(data, TENANT);
            return new Dataset(
                    new DatasetId(UUID.randomUUID()),
                    "d",
                    1,
                    null,
                    data.format(),
                    data.shape().rows(),
                    data.sizeBytes(),
                    data.sha256(),
                    stored.parquet(),
                    stored.columns(),
                    Instant.EPOCH);
        }
    }

    private LocalArtifactStore artifacts() {
        return new LocalArtifactStore(folder.resolve("artifacts"), InstantSource.system());
    }

    private DuckDb duckDb() {
        return new DuckDb(new DuckDbLimits(256, 256, 2, 2), folder.resolve("work"));
    }

    private Table read(Dataset dataset) {
        return new TableReader(artifacts(), duckDb()).read(TENANT, dataset, dataset.columnNames());
    }

    @Test
    void takesJsonLinesWithNamesThatComeAndGo() throws IOException {
        Dataset dataset = ingest(gzip("""
                {"age": 30, "city": "Rome, \\"IT\\"", "on": true}

                {"city": null, "age": 41.5, "since": "2024-01-01"}
                {"since": "2024-01-02T00:00:00+01:00", "on": false, "city": "a\\nb"}
                """));

        assertThat(dataset.format()).isEqualTo(DatasetFormat.JSONL);
        assertThat(dataset.columnNames()).containsExactly("age", "city", "on", "since");
        assertThat(dataset.columns())
                .extracting(ColumnSummary::type)
                .containsExactly(ColumnType.NUMBER, ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.TIMESTAMP);
        Table table = read(dataset);
        Column.Text city = (Column.Text) table.columns().get(1);
        assertThat(city.value(0)).isEqualTo("Rome, \"IT\"");
        assertThat(city.value(1)).isNull();
        assertThat(city.value(2)).isEqualTo("a\nb");
        assertThat(((Column.Numeric) table.columns().get(0)).values()).containsExactly(30, 41.5, Double.NaN);
    }

    @Test
    void keepsARowWhoseOnlyValueIsNull() throws IOException {
        assertThat(ingest("{\"a\": 1}\n{\"a\": null}\n{\"a\": 3}".getBytes(UTF_8))
                        .rows())
                .isEqualTo(3);
    }

    @Test
    void keepsTheTypesOfParquet() throws Exception {
        Dataset dataset = ingest(parquet("""
                SELECT i AS id, '0' || i AS zip, i / 2 AS half, i > 1 AS big, DATE '2024-01-01' AS day,
                    TIMESTAMPTZ '2024-01-01 01:00:00+01' AS at, CASE i WHEN 1 THEN 'nan'::FLOAT ELSE 1 END AS f,
                    1.25::DECIMAL(9, 2) AS money, i AS "A", i AS "a"
                FROM range(3) t(i) ORDER BY i DESC"""));

        assertThat(dataset.format()).isEqualTo(DatasetFormat.PARQUET);
        assertThat(dataset.columns())
                .extracting(ColumnSummary::type)
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.STRING,
                        ColumnType.NUMBER,
                        ColumnType.BOOLEAN,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP,
                        ColumnType.NUMBER,
                        ColumnType.NUMBER,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER);
        assertThat(dataset.columnNames()).endsWith("A", "a_1");
        Table table = read(dataset);
        assertThat(((Column.Numeric) table.columns().get(0)).values()).containsExactly(2, 1, 0);
        assertThat(((Column.Numeric) table.columns().get(6)).values()).containsExactly(1, Double.NaN, 1);
        assertThat(((Column.Numeric) table.columns().get(5)).values()[0])
                .isEqualTo((double) Instant.parse("2024-01-01T00:00:00Z").getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            SELECT [1, 2] AS l                            > column l is of type INTEGER[]
            SELECT {'x': 1} AS s                          > column s is of type STRUCT
            SELECT 'x'::BLOB AS b                         > column b is of type BLOB
            SELECT 'infinity'::DOUBLE AS d                > column d holds an infinite value
            SELECT repeat('x', 1001) AS t                 > the texts of column t are larger
            SELECT i AS n FROM range(1001) t(i)           > more than 1000 rows
            SELECT 1 AS n WHERE false                     > has no rows
            SELECT 1 AS " "                               > column 1 has no name
            SELECT chr(0) AS z                            > column z holds a NUL
            """)
    void refusesParquetThatIsNoTable(String select, String detail) throws Exception {
        byte[] upload = parquet(select);

        assertThatThrownBy(() -> ingest(upload)).isInstanceOf(Problem.class).hasMessageContaining(detail);
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void refusesDamagedParquetAndLeavesNothingBehind() throws Exception {
        byte[] whole = parquet("SELECT i AS a, 'some text ' || i AS b FROM range(1000) t(i)");
        for (int at = 4; at < whole.length - 4; at += 53) {
            byte[] changed = whole.clone();
            Arrays.fill(changed, at, Math.min(at + 8, changed.length - 4), (byte) 0xFF);
            try {
                ingest(changed);
            } catch (Problem refused) {
                assertThat(refused.type().status()).isBetween(400, 499);
            }
        }
        assertThat(folder.resolve("work")).isEmptyDirectory();
        assertThatThrownBy(() -> ingest(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cut short");
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] parquet(String select) throws SQLException, IOException {
        Path file = Files.createTempFile("upload", ".parquet");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
