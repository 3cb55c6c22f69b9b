package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Table;
import dev.millrace.datasets.TableReader;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.sql.DuckDbLock;
import dev.millrace.security.sql.SqlLimits;
import dev.millrace.security.sql.SqlSandbox;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformIT {
    private static final SqlLimits LIMITS =
            new SqlLimits(new DuckDbLock(256, 64, 2), 2, Duration.ofMinutes(1), 100_000, 100, 64 << 20);

    private final StepRuns runs = new StepRuns();
    private @Nullable Workbench opened;
    private @Nullable Transform transform;
    private @Nullable Dataset sales;

    @BeforeAll
    void open(@TempDir Path folder) {
        Workbench work = new Workbench(folder, Map.of());
        opened = work;
        transform = new Transform(
                new SqlSandbox(LIMITS, folder.resolve("work")),
                work.bean(Datasets.class),
                work.bean(ArtifactStore.class),
                work.bean(TenantTransactions.class));
        sales = work.upload("sales", "Region,amount,sold at\nnorth,1,2026-01-01\nsouth,2,2026-01-02\nnorth,4,\n");
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void makesADatasetWithItsTypesAndSummary() {
        JsonNode output = run(step(), """
                SELECT region, sum(amount) AS total, max("sold at") AS latest, avg(amount) > 2 AS high
                FROM sales GROUP BY region ORDER BY region""", "totals");

        Dataset totals = dataset(output);
        assertThat(output.path("columns").values())
                .extracting(JsonNode::asString)
                .containsExactly("Region", "total", "latest", "high");
        assertThat(output.path("rows").asLong()).isEqualTo(2);
        assertThat(totals.version()).isEqualTo(1);
        assertThat(totals.columns())
                .extracting(ColumnSummary::type)
                .containsExactly(ColumnType.STRING, ColumnType.NUMBER, ColumnType.TIMESTAMP, ColumnType.BOOLEAN);
        Table rows = work().bean(TableReader.class).read(work().tenant, totals, List.of("total"));
        assertThat(rows.columns().getFirst())
                .isInstanceOfSatisfying(
                        Column.Numeric.class,
                        column -> assertThat(column.values()).containsExactly(5, 2));
    }

    @Test
    void givesTheSameVersionWhenItIsDoneAgain() {
        StepContext step = step();
        JsonNode first = run(step, "SELECT random() AS drawn FROM sales", "drawn");
        JsonNode again = run(step, "SELECT random() AS drawn FROM sales", "drawn");
        JsonNode other = run(step(), "SELECT random() AS drawn FROM sales", "drawn");

        assertThat(again).isEqualTo(first);
        assertThat(other.path("version").asInt()).isEqualTo(2);
    }

    @Test
    void keepsItsSourcesUntilTheRunHasEnded() {
        Dataset source = work().upload("kept", "a\n1\n");
        run(step(), with("SELECT a FROM t", Map.of("t", source.id().toString()), "from kept"));

        assertThatThrownBy(() -> work().bean(Datasets.class).delete(work().tenant, source.id()))
                .hasMessageContaining("is used by job");
    }

    @Test
    void findsNoDatasetOfAnotherTenant() {
        StepContext elsewhere = runs.step(TestDatabase.get().workspace(), "steal");
        assertThatThrownBy(() -> run(elsewhere, "SELECT * FROM sales", "stolen"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
                    assertThat(problem.violations().getFirst().pointer()).isEqualTo("/datasets/sales");
                });
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(refusal("SELECT amuont FROM sales")).contains("amuont", "LINE 1");
        assertThat(refusal("SELECT * FROM sales WHERE amount > 100")).contains("gives no rows");
        assertThat(refusal("SELECT {'a': 1} AS s FROM sales")).contains("column s", "nothing nested");
        assertThat(refusal("SELECT * FROM read_csv('/etc/passwd')")).contains("read_csv");
    }

    private String refusal(String sql) {
        try {
            return run(step(), sql, "refused").toString();
        } catch (Problem problem) {
            return problem.detail();
        }
    }

    private StepContext step() {
        return runs.step(work().tenant, "transform");
    }

    private JsonNode run(StepContext step, String sql, String name) {
        Dataset table = Objects.requireNonNull(sales);
        return run(step, with(sql, Map.of("sales", table.id().toString()), name));
    }

    private JsonNode run(StepContext step, JsonNode with) {
        return Objects.requireNonNull(transform).run(step, with);
    }

    private static JsonNode with(String sql, Map<String, String> datasets, String name) {
        return Json.tree(Map.of("sql", sql, "datasets", datasets, "name", name));
    }

    private Dataset dataset(JsonNode output) {
        DatasetId id = new DatasetId(UUID.fromString(output.path("dataset_id").asString()));
        return work().bean(Datasets.class).get(work().tenant, id);
    }

    private Workbench work() {
        return Objects.requireNonNull(opened);
    }
}
