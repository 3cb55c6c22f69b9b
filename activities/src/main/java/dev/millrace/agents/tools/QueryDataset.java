package dev.millrace.agents.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.millrace.agents.AgentTool;
import dev.millrace.agents.ToolContext;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalCopy;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.DatasetTable;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.ResultRows;
import dev.millrace.problems.Problem;
import dev.millrace.security.Role;
import dev.millrace.security.sql.SqlResult;
import dev.millrace.security.sql.SqlSandbox;
import dev.millrace.security.sql.SqlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A SELECT over the workspace's datasets, in the sandbox where users' SQL runs. */
@Component
final class QueryDataset implements AgentTool {
    private static final int MOST_ROWS = 100;

    private final Datasets datasets;
    private final ArtifactStore artifacts;
    private final SqlSandbox sandbox;
    private final ResultRows rows;

    QueryDataset(Datasets datasets, ArtifactStore artifacts, SqlSandbox sandbox, ResultRows rows) {
        this.datasets = datasets;
        this.artifacts = artifacts;
        this.sandbox = sandbox;
        this.rows = rows;
    }

    @Override
    public Role needs() {
        return Role.VIEWER;
    }

    @Tool(
            name = "query_dataset",
            value =
                    "Runs a SELECT in DuckDB's SQL over datasets of the workspace. Gives the first 100 rows, and how many there"
                            + " are: aggregate rather than list.")
    Map<String, Object> query(
            @P(name = "sql", value = "One SELECT over the tables named in datasets.") String sql,
            @P(name = "datasets", value = "For each table of the query the name or id of the dataset that it is.")
                    Map<String, String> tables,
            @ToolMemoryId ToolContext context) {
        List<LocalCopy> files = new ArrayList<>();
        try {
            List<SqlTable> read = new ArrayList<>();
            tables.forEach((table, named) -> {
                Dataset dataset = dataset(named, context);
                LocalCopy file = artifacts.localCopy(context.tenant(), dataset.parquet());
                files.add(file);
                read.add(DatasetTable.of(table, dataset, file.path()));
            });
            try (SqlResult result = sandbox.query(sql, read, context.goOn())) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("total_rows", result.rows());
                answer.put("rows", rows.first(result, MOST_ROWS));
                return answer;
            }
        } finally {
            files.forEach(LocalCopy::close);
        }
    }

    /** Of a name the newest version. */
    private Dataset dataset(String named, ToolContext context) {
        List<Dataset> newest = datasets.list(context.tenant(), named, null, 1);
        if (!newest.isEmpty()) {
            return newest.getFirst();
        }
        DatasetId id = Named.id(named, DatasetId::of, "dataset");
        return datasets.find(context.tenant(), id).orElseThrow(() -> Problem.notFound("dataset", named));
    }
}
