package dev.millrace.security.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryCheckTest {
    private static final SqlTable SALES = new SqlTable("sales", Path.of("sales.parquet"), List.of());

    private @Nullable Connection duckDb;

    @BeforeAll
    void open() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    void close() throws SQLException {
        Objects.requireNonNull(duckDb).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM sales",
                "VALUES (1), (2)",
                "WITH a AS (SELECT amount FROM sales), b AS (FROM a) SELECT * FROM b",
                "SELECT *, row_number() OVER (PARTITION BY region ORDER BY amount DESC) AS n FROM sales QUALIFY n = 1",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n",
                "PIVOT sales ON region IN ('region 0', 'region 1') USING sum(amount)",
                "UNPIVOT (SELECT amount, amount * 2 AS twice FROM sales) ON amount, twice INTO NAME n VALUE v",
                "SELECT upper(region), [x * 2 FOR x IN range(3)], CASE WHEN amount > 3 THEN 'a' END FROM sales",
                "SELECT s.region, t.i FROM sales s JOIN range(3) t(i) ON s.amount = t.i ORDER BY ALL",
                "SELECT amount FROM sales WHERE region IN (SELECT max(region) FROM sales) UNION SELECT 0",
                "SELECT * FROM sales USING SAMPLE 3 ROWS",
                "/* ; DROP TABLE sales */ SELECT ';' AS x",
            })
    void takesWhatQueriesAreMadeOf(String sql) throws SQLException {
        check(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM glob('*')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM read_parquet('{folder}/another.parquet')",
                "SELECT * FROM '{folder}/another.parquet'",
                "SELECT * FROM parquet_metadata('{folder}/another.parquet')",
                "SELECT * FROM parquet_scan('{folder}/sales.parquet')",
                "SELECT * FROM read_parquet('https://example.com/a.parquet')",
                "SELECT * FROM read_json('{folder}/a.json')",
                "SELECT * FROM read_duckdb('{folder}/a.db')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM which_secret('s3://a', 's3')",
                "SELECT * FROM duckdb_views",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_settings",
                "SELECT * FROM main.sales",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('sales')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
                "SELECT * FROM (SHOW TABLES)",
                "DESCRIBE sales",
                "SUMMARIZE sales",
                "EXPLAIN SELECT 1",
                "WITH duckdb_views AS (SELECT 1) FROM duckdb_views",
                "WITH x AS (COPY sales TO '{folder}/out.csv') FROM x",
                "WITH x AS (INSERT INTO sales VALUES (1, 'x') RETURNING *) FROM x",
                "WITH x AS (UPDATE sales SET amount = 1 RETURNING *) FROM x",
                "WITH x AS (DELETE FROM sales RETURNING *) FROM x",
                "SELECT (WITH x AS (COPY (SELECT 1) TO '{folder}/out.csv') SELECT count(*) FROM x)",
                "WITH x AS (DESCRIBE sales) FROM x",
                "WITH \"/etc/passwd\" AS (SELECT 1) FROM \"/etc/passwd\"",
                "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT * FROM sales WHERE region IN (SELECT name FROM duckdb_settings())",
                "SELECT amount FROM sales ORDER BY (SELECT count(*) FROM glob('/*'))",
                "SELECT current_setting('temp_directory')",
                "SELECT 'temp_directory'.current_setting()",
                "SELECT current_query()",
                "SELECT sleep_ms(1)",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW sales",
                "SELECT 1) TO '{folder}/out.csv'; --",
                "SELECT 1 AS x /* ",
                "COPY sales TO '{folder}/out.csv'",
                "COPY (SELECT 1) TO '{folder}/out.csv'",
                "EXPORT DATABASE '{folder}/out'",
                "ATTACH '{folder}/other.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET lock_configuration = false",
                "SET VARIABLE x = 1",
                "RESET memory_limit",
                "PRAGMA database_list",
                "CALL duckdb_settings()",
                "CREATE MACRO m() AS TABLE SELECT 1",
                "CREATE TABLE t AS SELECT 1",
                "CREATE SECRET (TYPE s3)",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "CHECKPOINT",
                "VACUUM",
                "USE main",
                "BEGIN",
                "INSERT INTO sales VALUES (1, 'x')",
                "DELETE FROM sales",
                "PIVOT sales ON region USING sum(amount)",
                "SELEC 1",
                ";",
                "",
                "-- nothing",
            })
    void refusesWhatReachesAnythingElse(String sql) {
        assertThatThrownBy(() -> check(sql))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.pointer()).isEqualTo("/sql")));
    }

    private void check(String sql) throws SQLException {
        try (Statement statement = Objects.requireNonNull(duckDb).createStatement();
                ResultSet parsed = statement.executeQuery("SELECT json_serialize_sql(" + SqlText.text(sql) + ")")) {
            parsed.next();
            QueryCheck.check(sql, Json.parse(parsed.getString(1)), List.of(SALES));
        }
    }
}
