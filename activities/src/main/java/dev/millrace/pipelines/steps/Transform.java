package dev.millrace.pipelines.steps;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalCopy;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.DatasetTable;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.NewDataset;
import dev.millrace.datasets.ReceivedData;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.security.sql.SqlResult;
import dev.millrace.security.sql.SqlSandbox;
import dev.millrace.security.sql.SqlTable;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a dataset from others by SQL. */
@Component
final class Transform implements TaskStep {
    private final SqlSandbox sandbox;
    private final Datasets datasets;
    private final ArtifactStore artifacts;
    private final TenantTransactions transactions;

    Transform(SqlSandbox sandbox, Datasets datasets, ArtifactStore artifacts, TenantTransactions transactions) {
        this.sandbox = sandbox;
        this.datasets = datasets;
        this.artifacts = artifacts;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "transform";
    }

    @Override
    public String description() {
        return "Makes a version of a dataset from the rows that a SELECT over other datasets gives (DuckDB's SQL).";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("transform.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("transform.output.json");
    }

    @Override
    public boolean cacheable() {
        return true;
    }

    @Override
    public String queue() {
        return TaskQueues.INFERENCE;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        With wanted = StepJson.read(with, With.class);
        NewDataset about = new NewDataset(wanted.name(), wanted.description(), step.actor());
        Optional<Dataset> made = datasets.made(step.tenant(), step.key());
        return Output.of(made.orElseGet(() -> make(step, wanted, about)));
    }

    private Dataset make(StepContext step, With wanted, NewDataset about) {
        List<LocalCopy> files = new ArrayList<>();
        try {
            List<SqlTable> tables = new ArrayList<>();
            wanted.datasets().forEach((table, id) -> {
                Dataset dataset = use(step, table, id);
                LocalCopy file = artifacts.localCopy(step.tenant(), dataset.parquet());
                files.add(file);
                tables.add(DatasetTable.of(table, dataset, file.path()));
            });
            try (SqlResult result = sandbox.query(wanted.sql(), tables, step::throwIfStopped)) {
                return keep(step, about, result);
            }
        } finally {
            files.forEach(LocalCopy::close);
        }
    }

    /** Until the run has ended, the dataset is not deleted. */
    private Dataset use(StepContext step, String table, DatasetId id) {
        try {
            return transactions.in(
                    step.tenant(),
                    jdbc -> datasets.use(jdbc, step.tenant(), step.run().job(), id));
        } catch (Problem problem) {
            throw new Problem(
                    problem.type(), problem.detail(), List.of(new Violation("/datasets/" + table, problem.detail())));
        }
    }

    private Dataset keep(StepContext step, NewDataset about, SqlResult result) {
        if (result.rows() == 0) {
            throw Problem.invalid("/sql", "the query gives no rows; a dataset has at least one");
        }
        try (InputStream parquet = Files.newInputStream(result.parquet());
                ReceivedData data = datasets.receive(parquet)) {
            step.throwIfStopped();
            Dataset dataset = datasets.make(step.tenant(), step.key(), about, data);
            step.log()
                    .info("dataset " + dataset.name() + " version " + dataset.version() + " has " + dataset.rows()
                            + " rows");
            return dataset;
        } catch (IOException e) {
            throw new UncheckedIOException("the result of a query could not be read", e);
        }
    }

    /** {@code datasets}: for each table of the query the dataset that it is. */
    record With(
            String sql,
            Map<String, DatasetId> datasets,
            String name,
            @Nullable String description) {
        With {
            if (sql == null || datasets == null || datasets.containsValue(null)) {
                throw Problem.invalid("", "transform needs sql, datasets (an id for each table) and name");
            }
        }
    }

    record Output(DatasetId datasetId, String name, int version, long rows, List<String> columns) {
        static JsonNode of(Dataset dataset) {
            return Json.tree(
                    new Output(dataset.id(), dataset.name(), dataset.version(), dataset.rows(), dataset.columnNames()));
        }
    }
}
