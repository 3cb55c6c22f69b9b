package dev.millrace.security.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSandboxTest {
    private static final SqlLimits SMALL =
            new SqlLimits(new DuckDbLock(256, 64, 2), 1, Duration.ofMinutes(1), 1_000_000, 100, 64 << 20);

    @TempDir
    private Path folder;

    private Path sales = Path.of("");

    @BeforeEach
    void writeTable() throws SQLException {
        sales = folder.resolve("sales.parquet");
        duckDb("COPY (SELECT i AS c0, 'region ' || (i % 3) AS c1 FROM range(10) t(i)) TO '" + sales + "'");
        duckDb("COPY (SELECT 'hidden' AS c0) TO '" + folder.resolve("another.parquet") + "'");
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        Path work = folder.resolve("work");
        if (Files.exists(work)) {
            try (Stream<Path> left = Files.list(work)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void givesColumnsAndRowsInTheQuerysOrder() throws SQLException {
        try (SqlResult result =
                query("SELECT Region, sum(amount) AS total FROM SALES GROUP BY ALL ORDER BY total DESC; -- the end")) {
            assertThat(result.columns()).extracting(SqlResult.Column::name).containsExactly("region", "total");
            assertThat(result.rows()).isEqualTo(3);
            assertThat(read(result)).containsExactly("region 0|18.0", "region 2|15.0", "region 1|12.0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT 1) TO '{folder}/out.csv'; --",
                "WITH x AS (COPY (SELECT 1) TO '{folder}/sales.parquet' (FORMAT parquet)) FROM x",
                "SELECT getenv('HOME')",
                "SELECT ?",
            })
    void reachesNothingElse(String sql) {
        assertThatThrownBy(() -> query(sql.replace("{folder}", folder.toString())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.type()).as(problem.detail()).isEqualTo(ProblemType.INVALID));
        assertThat(folder.resolve("out.csv")).doesNotExist();
        query("FROM sales").close();
    }

    @Test
    void bindsWhatItChecksAsOneWhole() throws SQLException {
        try (SqlResult result = query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
                + " SELECT i, upper(region) AS region FROM n JOIN sales ON amount = i ORDER BY i -- and no more")) {
            assertThat(read(result)).containsExactly("1|REGION 1", "2|REGION 2", "3|REGION 0");
        }
    }

    @Test
    void staysShutShouldTheCheckMissSomething() throws Exception {
        try (var scratch = dev.millrace.artifacts.Scratch.below(folder.resolve("work"));
                SandboxProcess process = SandboxProcess.start(256, scratch)) {
            for (String setting : SMALL.duckDb().settings(scratch.folder(), List.of(sales))) {
                process.run("SET " + setting, SqlSandboxTest::goesOn);
            }
            for (String sql : List.of(
                    "FROM read_text('/etc/passwd')",
                    "FROM read_parquet('" + folder.resolve("another.parquet") + "')",
                    "FROM glob('/*')",
                    "FROM read_parquet('https://example.com/a.parquet')",
                    "ATTACH '" + folder.resolve("other.db") + "'",
                    "COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'",
                    "INSTALL httpfs",
                    "LOAD httpfs",
                    "SET enable_external_access = true",
                    "SET memory_limit = '10GB'",
                    "SELECT getenv('PATH')")) {
                assertThatThrownBy(() -> process.run(sql, SqlSandboxTest::goesOn))
                        .as(sql)
                        .isInstanceOf(SandboxFailure.class);
            }
            assertThat(process.run("FROM read_parquet('" + sales + "')", SqlSandboxTest::goesOn))
                    .hasSize(10);
        }
    }

    @Test
    void saysTheLineOfAMistakeAndNothingOfTheMachine() {
        assertThat(refusal("SELECT amount,\n  regoin\nFROM sales"))
                .contains("regoin", "LINE 2")
                .doesNotContain(folder.toString());
        assertThat(refusal("SELECT amount\nFRM sales x y")).contains("line 2");
        assertThat(refusal("SELECT CAST(region AS INT) FROM sales")).contains("region 0");
    }

    @Test
    void saysWhichTablesThereAre() {
        assertThat(refusal("SELECT * FROM Seles")).contains("no table Seles", "sales");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM range(1000000000000)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i % 7 FROM n) SELECT count(*) FROM n",
            })
    void endsWhatTakesTooLong(String sql) {
        SqlLimits hurried = with(limits -> new SqlLimits(
                limits.duckDb(), 1, Duration.ofSeconds(2), limits.rows(), limits.columns(), limits.bytes()));
        assertThatThrownBy(() -> sandbox(hurried).query(sql, List.of(), SqlSandboxTest::goesOn))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
                    assertThat(problem.detail()).contains("longer than PT2S");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT repeat('x', 4000000000) AS x",
                "SELECT repeat('x', 100000000 + i::BIGINT) AS x FROM range(2048) t(i)",
                "SELECT list(i) FROM (SELECT i, hash(i)::VARCHAR FROM range(1000000000) t(i))",
                "WITH RECURSIVE s(x) AS (SELECT 'x' UNION ALL SELECT x || x FROM s) SELECT max(length(x)) FROM s",
            })
    void boundsTheMemoryOfAQuery(String sql) {
        assertThatThrownBy(() -> query(sql))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type())
                                .as(problem.detail())
                                .isIn(ProblemType.OUT_OF_MEMORY, ProblemType.INVALID));
    }

    @Test
    void boundsWhatAQueryGives() {
        assertThat(refusal("FROM range(1000001)")).contains("more rows", "1000000");
        assertThat(refusal("SELECT " + "1, ".repeat(100) + "1")).contains("101 columns");
        SqlLimits narrow = with(
                limits -> new SqlLimits(limits.duckDb(), 1, limits.time(), limits.rows(), limits.columns(), 100_000));
        assertThatThrownBy(() -> sandbox(narrow)
                        .query(
                                "SELECT hash(i), hash(i + 1) FROM range(200000) t(i)",
                                List.of(),
                                SqlSandboxTest::goesOn))
                .hasMessageContaining("bytes of Parquet");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThat(refusal("SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000)))
                .isNotBlank();
        assertThat(refusal("SELECT " + "x".repeat(60_000))).contains("50000 characters");
        assertThat(refusal("SELECT " + "1+".repeat(20_000) + "1")).isNotBlank();
    }

    @Test
    void stopsWhenItsCallerDoes() {
        AtomicInteger looks = new AtomicInteger();
        assertThatThrownBy(() -> sandbox(SMALL).query("SELECT count(*) FROM range(1000000000000)", List.of(), () -> {
                    if (looks.incrementAndGet() > 30) {
                        throw new CancellationException("cancelled");
                    }
                }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void refusesTablesThatCannotBeTold() {
        assertThatThrownBy(() -> new SqlTable("a\" AS SELECT 1; --", sales, List.of()))
                .hasMessageContaining("letters, digits");
        SqlTable other = new SqlTable("SALES", sales, table().columns());
        assertThatThrownBy(() -> sandbox(SMALL).query("SELECT 1", List.of(table(), other), SqlSandboxTest::goesOn))
                .hasMessageContaining("upper and lower");
    }

    private static void goesOn() {}

    private String refusal(String sql) {
        try (SqlResult result = query(sql)) {
            throw new AssertionError("it gave " + result.rows() + " rows");
        } catch (Problem problem) {
            return problem.detail();
        }
    }

    private SqlResult query(String sql) {
        return sandbox(SMALL).query(sql, List.of(table()), SqlSandboxTest::goesOn);
    }

    private SqlTable table() {
        return new SqlTable(
                "sales", sales, List.of(new SqlTable.Column("c0", "amount"), new SqlTable.Column("c1", "region")));
    }

    private SqlSandbox sandbox(SqlLimits limits) {
        return new SqlSandbox(limits, folder.resolve("work"));
    }

    private static SqlLimits with(UnaryOperator<SqlLimits> change) {
        return change.apply(SMALL);
    }

    private static List<String> read(SqlResult result) throws SQLException {
        return duckDb("FROM read_parquet('" + result.parquet() + "')");
    }

    private static List<String> duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1) + "|" + rows.getString(2));
                    }
                }
            }
            return found;
        }
    }
}
