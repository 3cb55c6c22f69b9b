package dev.millrace.security.sql;

import dev.millrace.artifacts.Scratch;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One query on its way through the sandbox. */
final class SandboxedQuery {
    /** No table given can have the name. */
    private static final String VIEW = SqlText.identifier("the query");

    private final SandboxProcess process;
    private final Scratch scratch;
    private final SqlLimits limits;
    private final String sql;
    private final List<SqlTable> tables;
    private final QueryWatch watch;
    private final Path parquet;

    SandboxedQuery(
            SandboxProcess process,
            Scratch scratch,
            SqlLimits limits,
            String sql,
            List<SqlTable> tables,
            Runnable goesOn) {
        this.process = process;
        this.scratch = scratch;
        this.limits = limits;
        this.sql = sql;
        this.tables = tables;
        this.parquet = scratch.file("result.parquet");
        this.watch = new QueryWatch(limits, parquet, goesOn);
    }

    SqlResult run() {
        try {
            lock();
            QueryCheck.check(sql, parsed(), tables);
            for (SqlTable table : tables) {
                process.run(table.view(), watch);
            }
            // A view of its own: its text is parsed as a whole, so that it cannot reach into what is around it.
            process.run("CREATE VIEW " + VIEW + " AS\n" + sql, watch);
            List<SqlResult.Column> columns = columns();
            process.run(
                    "COPY (SELECT * FROM " + VIEW + " LIMIT " + (limits.rows() + 1) + ") TO " + SqlText.text(parquet)
                            + " (FORMAT parquet, COMPRESSION zstd)",
                    watch);
            watch.run();
            return new SqlResult(scratch, parquet, columns, rows());
        } catch (SandboxFailure e) {
            throw refusal(e.text());
        } catch (SandboxGone e) {
            throw outOfMemory();
        }
    }

    private void lock() throws SandboxFailure {
        List<Path> files = tables.stream().map(SqlTable::parquet).toList();
        for (String setting : limits.duckDb().settings(scratch.folder(), files)) {
            process.run("SET " + setting, watch);
        }
    }

    private JsonNode parsed() throws SandboxFailure {
        try {
            return Json.parse(single("SELECT json_serialize_sql(" + SqlText.text(sql) + ")"));
        } catch (JacksonException e) {
            throw Problem.invalid("/sql", "sql is nested too deeply");
        }
    }

    private List<SqlResult.Column> columns() throws SandboxFailure {
        List<SqlResult.Column> columns = process.run("DESCRIBE " + VIEW, watch).stream()
                .map(row -> new SqlResult.Column(text(row.get(0)), text(row.get(1))))
                .toList();
        if (columns.size() > limits.columns()) {
            throw tooMuch(columns.size() + " columns", limits.columns());
        }
        return columns;
    }

    private long rows() throws SandboxFailure {
        long rows = Long.parseLong(single("SELECT num_rows FROM parquet_file_metadata(" + SqlText.text(parquet) + ")"));
        if (rows > limits.rows()) {
            throw tooMuch("more rows", limits.rows());
        }
        return rows;
    }

    private String single(String statement) throws SandboxFailure {
        return text(process.run(statement, watch).getFirst().getFirst());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value);
    }

    private static Problem tooMuch(String what, long allowed) {
        return Problem.invalid("/sql", "the query gives " + what + "; at most " + allowed + " are allowed");
    }

    private Problem refusal(String message) {
        return message.startsWith("Out of Memory Error")
                ? outOfMemory()
                : Problem.invalid("/sql", new DuckDbMessage(message).forUsers(scratch.folder(), tables));
    }

    private Problem outOfMemory() {
        return new Problem(
                ProblemType.OUT_OF_MEMORY,
                "the query needs more than the " + limits.duckDb().memoryMb() + " MB of memory and "
                        + limits.duckDb().diskMb()
                        + " MB of temporary disk that one may take; read fewer rows or columns");
    }
}
