package dev.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbTest {
    @TempDir
    private Path folder;

    private Path given = Path.of("");
    private Path secret = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        given = Files.writeString(folder.resolve("given.csv"), "a\n1\n");
        secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
    }

    private DuckDb duckDb() {
        return new DuckDb(new DuckDbLimits(64, 1, 1, 1), folder.resolve("work"));
    }

    @Test
    void reachesTheFilesItIsGivenAndItsOwn() {
        try (DuckSession session = duckDb().open(given)) {
            session.execute("COPY (FROM read_csv('" + given + "')) TO '" + session.file("own.parquet") + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM read_csv('%s')",
                "FROM read_text('%s')",
                "COPY (SELECT 1) TO '%s'",
                "ATTACH '%s'",
                "INSTALL httpfs",
                "SET enable_external_access = true",
                "SET memory_limit = '10GB'",
                "SET lock_configuration = false",
            })
    void reachesNothingElseAndStaysLocked(String sql) {
        try (DuckSession session = duckDb().open(given)) {
            assertThatThrownBy(() -> session.execute(sql.formatted(secret))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(secret).hasContent("a\n1");
    }

    @Test
    void saysWhenTheMemoryDoesNotSuffice() {
        try (DuckSession session = duckDb().open()) {
            assertThatThrownBy(() -> session.execute(
                            "CREATE TABLE t AS SELECT range AS i, hash(range)::VARCHAR AS h FROM range(20000000)"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.OUT_OF_MEMORY));
        }
    }

    @Test
    void givesItsPlaceToTheNextAndLeavesNothingBehind() throws IOException {
        DuckDb one = duckDb();
        one.open().close();
        one.open().close();

        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            assertThat(left).isEmpty();
        }
    }
}
