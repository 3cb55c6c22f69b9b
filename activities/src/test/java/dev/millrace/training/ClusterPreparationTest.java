package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.Priority;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ClusterPreparationTest {
    private static final int ROWS = 300;

    private final Table table = Tables.of(
            Tables.numbers("n", ROWS, row -> row % 10 == 3 ? Double.NaN : row * 0.1),
            Tables.texts("few", ROWS, row -> row % 7 == 0 ? null : "c" + row % 4),
            Tables.texts("many", ROWS, row -> "v" + row % 120 * row % 120));

    /** So that a hierarchical model knows its rows again. */
    @Test
    void judgesAllRowsByTheNumbersThatTheyAreFittedOn() {
        Prepared prepared = Preparation.prepare(spec(), TrainingPart.TRAIN, table, null);

        float[] fitted = prepared.train().features().values();
        assertThat(prepared.train().rows()).isEqualTo(ROWS);
        assertThat(Objects.requireNonNull(prepared.test()).features().values()).isEqualTo(fitted);
        assertThat(prepared.inputs().transform(table).values()).isEqualTo(fitted);
        assertThat(fitted).doesNotContain(Float.NaN);
        assertThat(prepared.inputs().target()).isNull();
    }

    private static TrainingSpec spec() {
        return new TrainingSpec(
                "m",
                "hierarchical",
                Task.CLUSTERING,
                new TrainingData(new DatasetId(new UUID(0, 1)), null, null, null, null),
                Map.of(),
                ValidationConfig.DEFAULT,
                null,
                Priority.NORMAL,
                Map.of());
    }
}
