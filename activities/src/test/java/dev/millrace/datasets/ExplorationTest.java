package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorationTest {
    private static final TenantId TENANT = new TenantId("acme");

    @TempDir
    private Path folder;

    private DuckDb duckDb() {
        return new DuckDb(new DuckDbLimits(256, 256, 2, 1), folder.resolve("work"));
    }

    private LocalArtifactStore artifacts() {
        return new LocalArtifactStore(folder.resolve("artifacts"), InstantSource.system());
    }

    private Dataset dataset(String csv) {
        Ingest ingest = new Ingest(artifacts(), duckDb(), DatasetLimits.DEFAULT, folder.resolve("work"));
        try (ReceivedData data = ingest.receive(new ByteArrayInputStream(csv.getBytes(UTF_8)))) {
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

    private Histogram histogram(String values, int bins) {
        String csv = "x,other\n"
                + Stream.of(values.split("\\|")).map(v -> v + ",1\n").collect(Collectors.joining());
        return new Exploration(artifacts(), duckDb()).histogram(TENANT, dataset(csv), "x", bins);
    }

    @Test
    void previewsTheFirstRowsTyped() {
        String rows = IntStream.range(1, 100).mapToObj(i -> i + ",,,,\n").collect(Collectors.joining());
        Dataset dataset = dataset("i,n,b,s,t\n0,0.5,true,x,2024-01-01T00:00:00.25Z\n" + rows);

        List<Map<String, @Nullable Object>> preview =
                new Exploration(artifacts(), duckDb()).preview(TENANT, dataset, 2);

        assertThat(preview).hasSize(2);
        assertThat(preview.getFirst())
                .containsExactly(
                        Map.entry("i", 0L),
                        Map.entry("n", 0.5),
                        Map.entry("b", true),
                        Map.entry("s", "x"),
                        Map.entry("t", Instant.parse("2024-01-01T00:00:00.250Z")));
        assertThat(preview.get(1))
                .containsEntry("i", 1L)
                .containsEntry("n", null)
                .containsEntry("t", null);
    }

    @Test
    void numbersFallIntoBinsOfEqualWidth() {
        assertThat(histogram("0.0|0.1|0.9|1.0|NA|3.9|4.0", 4))
                .isEqualTo(new Histogram(
                        "x",
                        ColumnType.NUMBER,
                        1,
                        List.of(
                                new Histogram.Bin(0.0, 1.0, 3),
                                new Histogram.Bin(1.0, 2.0, 1),
                                new Histogram.Bin(2.0, 3.0, 0),
                                new Histogram.Bin(3.0, 4.0, 2)),
                        List.of(),
                        0));
    }

    @Test
    void integersFallIntoBinsWithIntegersAsBorders() {
        assertThat(histogram("1|2|2|3|10", 4).bins())
                .containsExactly(
                        new Histogram.Bin(1L, 4L, 4),
                        new Histogram.Bin(4L, 7L, 0),
                        new Histogram.Bin(7L, 10L, 0),
                        new Histogram.Bin(10L, 13L, 1));
        assertThat(histogram("0|1|1", 20).bins())
                .containsExactly(new Histogram.Bin(0L, 1L, 1), new Histogram.Bin(1L, 2L, 2));
    }

    @Test
    void everyNumberIsCountedHoweverFarApartTheyAre() {
        for (String values : List.of(
                "-1.7e308|0.5|1.7e308",
                "-9223372036854775808|0|9223372036854775807",
                "0.0|1e-320|2e-320",
                "1e15|1000000000000000.125|1000000000000000.25")) {
            assertThat(histogram(values, 10).bins().stream()
                            .mapToLong(Histogram.Bin::count)
                            .sum())
                    .as(values)
                    .isEqualTo(3);
        }
    }

    @Test
    void oneValueIsOneBin() {
        assertThat(histogram("2.5|2.5", 10).bins()).containsExactly(new Histogram.Bin(2.5, 2.5, 2));
    }

    @Test
    void aColumnWithoutValuesHasNoBins() {
        assertThat(histogram("NA|NA", 10).bins()).isEmpty();
    }

    @Test
    void timestampsFallIntoBinsOfSeconds() {
        assertThat(histogram("1970-01-01|1970-01-01T00:00:10", 2).bins())
                .containsExactly(new Histogram.Bin(0.0, 5.0, 1), new Histogram.Bin(5.0, 10.0, 1));
    }

    @Test
    void wordsAreCountedByFrequencyAndTheRestIsAddedUp() {
        assertThat(histogram("b|a|c|a|b|a|", 2))
                .isEqualTo(new Histogram(
                        "x",
                        ColumnType.STRING,
                        0,
                        List.of(),
                        List.of(new Histogram.Frequency("a", 3), new Histogram.Frequency("b", 2)),
                        1));
        assertThat(histogram("true|false|true", 20).values())
                .containsExactly(new Histogram.Frequency(true, 2), new Histogram.Frequency(false, 1));
    }

    @Test
    void countsTheRowsOfTheRarestValue() {
        Exploration exploration = new Exploration(artifacts(), duckDb());

        assertThat(exploration.rarest(TENANT, dataset("x\na\nb\na\nb\nb\n"), "x"))
                .isEqualTo(2);
        assertThat(exploration.rarest(TENANT, dataset("x,y\n1,\n1,\n2,\n"), "x"))
                .isEqualTo(1);
        assertThat(exploration.rarest(TENANT, dataset("x,y\n1,\n1,\n2,\n"), "y"))
                .isZero();
    }

    @Test
    void refusesColumnsAndCountsOutOfRange() {
        Dataset dataset = dataset("a\n1\n");
        Exploration exploration = new Exploration(artifacts(), duckDb());

        assertThatThrownBy(() -> exploration.histogram(TENANT, dataset, "b", 20))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> exploration.histogram(TENANT, dataset, "a", 0)).hasMessage("bins is 1 to 200");
        assertThatThrownBy(() -> exploration.preview(TENANT, dataset, 1001)).hasMessage("rows is 1 to 1000");
    }
}
