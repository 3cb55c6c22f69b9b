package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestTest {
    private static final TenantId TENANT = new TenantId("acme");

    @TempDir
    private Path folder;

    private LocalArtifactStore artifacts = new LocalArtifactStore(Path.of(""), InstantSource.system());
    private DuckDb duckDb = new DuckDb(new DuckDbLimits(1, 1, 1, 1), Path.of(""));

    @BeforeEach
    void openStores() {
        artifacts = new LocalArtifactStore(folder.resolve("artifacts"), InstantSource.system());
        duckDb = new DuckDb(new DuckDbLimits(256, 256, 2, 2), folder.resolve("work"));
    }

    private Dataset ingest(byte[] upload) throws IOException {
        Ingest ingest = new Ingest(artifacts, duckDb, DatasetLimits.DEFAULT, folder.resolve("work"));
        try (ReceivedData data = ingest.receive(new ByteArrayInputStream(upload))) {
            StoredData stored = ingest.store(data, TENANT);
            return new Dataset(
                    new DatasetId(UUID.randomUUID()),
                    "d",
                    1,
                    null,
                    DatasetFormat.CSV,
                    data.shape().rows(),
                    data.sizeBytes(),
                    data.sha256(),
                    stored.parquet(),
                    stored.columns(),
                    Instant.EPOCH);
        }
    }

    private Dataset ingest(String csv) throws IOException {
        return ingest(csv.getBytes(UTF_8));
    }

    private Table read(Dataset dataset) {
        return new TableReader(artifacts, duckDb).read(TENANT, dataset, dataset.columnNames());
    }

    private static List<String> texts(Table table, int column) {
        Column.Text text = (Column.Text) table.columns().get(column);
        return IntStream.range(0, table.rows())
                .mapToObj(row -> String.valueOf(text.value(row)))
                .toList();
    }

    private static double[] numbers(Table table, int column) {
        return ((Column.Numeric) table.columns().get(column)).values();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            1|2|-3           > INTEGER
            1||3             > INTEGER
            1|NA|3           > INTEGER
            1|2.5|3          > NUMBER
            1e3|nan|null     > NUMBER
            1|2|x            > STRING
            007|008          > STRING
            99999999999999999999|1   > STRING
            99999999999999999999|1.5 > NUMBER
            true|False|NA    > BOOLEAN
            true|1           > STRING
            2024-01-01|2024-01-02T03:04:05Z > TIMESTAMP
            2024-01-01|soon  > STRING
            NA|None          > NUMBER
            inf|word         > STRING
            """)
    void findsTheTypeThatFitsEveryValueOfAColumn(String values, ColumnType type) throws IOException {
        String rows =
                Arrays.stream(values.split("\\|", -1)).map(v -> v + ",0\n").collect(Collectors.joining());

        assertThat(ingest("x,other\n" + rows).columns().getFirst().type()).isEqualTo(type);
    }

    @Test
    void findsTheOneWordInTheLastOfManyNumbers() throws IOException {
        Dataset dataset = ingest("x\n" + "1\n".repeat(100_000) + "one\n");

        assertThat(dataset.columns().getFirst().type()).isEqualTo(ColumnType.STRING);
        assertThat(texts(read(dataset), 0)).endsWith("1", "one");
    }

    @Test
    void summarisesEveryColumn() throws IOException {
        List<ColumnSummary> columns = ingest("""
                i,n,b,s,t
                1,0.5,true,x,2024-01-01
                2,,true,NA,2024-01-01T00:00:10+00:00
                9007199254740993,2.5,,,
                2,NaN,false,x,2023-12-31 23:00:00-01:00
                """).columns();

        assertThat(columns)
                .containsExactly(
                        new ColumnSummary("i", ColumnType.INTEGER, 0, 3, 1L, 9007199254740993L, 2251799813685249.5),
                        new ColumnSummary("n", ColumnType.NUMBER, 2, 2, 0.5, 2.5, 1.5),
                        new ColumnSummary("b", ColumnType.BOOLEAN, 1, 2, null, null, 2 / 3.0),
                        new ColumnSummary("s", ColumnType.STRING, 1, 2, null, null, null),
                        new ColumnSummary("t", ColumnType.TIMESTAMP, 1, 2, 1704067200.0, 1704067210.0, null));
    }

    @Test
    void keepsEveryValueAsItWasWritten() throws IOException {
        Dataset dataset = ingest("""
                text, padded name ,A,a
                plain,1,1,2
                "with, comma",2,1,2
                "with ""quotes""\",3,1,2
                "two
                lines",4,1,2
                  kept blanks ,5,1,2
                a "quote" inside,6,1,2

                Grüße 🎉,7,1,2""");

        Table table = read(dataset);
        assertThat(dataset.columnNames()).containsExactly("text", "padded name", "A", "a");
        assertThat(texts(table, 0))
                .containsExactly(
                        "plain",
                        "with, comma",
                        "with \"quotes\"",
                        "two\nlines",
                        "  kept blanks ",
                        "a \"quote\" inside",
                        "Grüße 🎉");
        assertThat(numbers(table, 1)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`,`", "`;`", "`\t`", "`|`"})
    void findsTheDelimiterInTheHeader(String delimiter) throws IOException {
        String csv = "a#\"b;c,d\"\r\n1#2\r\n3#4\r\n".replace("#", delimiter);
        Dataset dataset = ingest("\uFEFF" + csv);

        assertThat(dataset.columnNames()).containsExactly("a", "b;c,d");
        assertThat(numbers(read(dataset), 1)).containsExactly(2, 4);
    }

    @Test
    void anOnlyColumnMayHaveMissingValues() throws IOException {
        Dataset dataset = ingest("x\n1\n\"\"\n3\n");

        assertThat(dataset.rows()).isEqualTo(3);
        assertThat(dataset.columns().getFirst().missing()).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfTheRowsThroughEveryThread() throws IOException {
        int rows = 300_000;
        String csv = IntStream.range(0, rows)
                .mapToObj(i -> i + ",w" + i % 1000 + "\n")
                .collect(Collectors.joining());
        Dataset dataset = ingest("i,w\n" + csv);

        Table table = read(dataset);
        assertThat(numbers(table, 0))
                .isEqualTo(IntStream.range(0, rows).asDoubleStream().toArray());
        assertThat(texts(table, 1).get(rows - 1)).isEqualTo("w999");
    }

    @Test
    void gzipChangesNothing() throws IOException {
        byte[] csv = "a,b\n1,2\n".getBytes(UTF_8);
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(csv);
        }

        Dataset plain = ingest(csv);
        Dataset unpacked = ingest(gzipped.toByteArray());
        assertThat(unpacked.sha256()).isEqualTo(plain.sha256());
        assertThat(unpacked.sizeBytes()).isEqualTo(csv.length);
        assertThat(numbers(read(unpacked), 1)).containsExactly(2);
    }

    @Test
    void takesTwoThousandColumns() throws IOException {
        String header = IntStream.range(0, 2_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, 2_000).mapToObj(i -> i + ".5").collect(Collectors.joining(","));
        Dataset dataset = ingest(header + "\n" + (row + "\n").repeat(50));

        assertThat(dataset.columns()).hasSize(2_000).allMatch(column -> column.distinct() == 1);
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        ingest("a\n1\n");

        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            assertThat(files).isEmpty();
        }
    }
}
