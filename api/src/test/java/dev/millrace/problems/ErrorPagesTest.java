package dev.millrace.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPagesTest {
    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeHasItsSection(ProblemType type) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/errors.md"))).contains("## " + type.slug());
    }
}
