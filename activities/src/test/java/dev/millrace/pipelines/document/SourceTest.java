package dev.millrace.pipelines.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    @Test
    void keepsTheLinesAndTheOrderOfYaml() {
        Source source = Source.parse("b: 1\n# comment\na:\n  - x\n  - {c: 0x1F, d: ~, e: 1.5}\n", Format.YAML);

        assertThat(source.tree().toString()).isEqualTo("{\"b\":1,\"a\":[\"x\",{\"c\":31,\"d\":null,\"e\":1.5}]}");
        assertThat(source.line("/a")).isEqualTo(3);
        assertThat(source.line("/a/1/c")).isEqualTo(5);
        assertThat(source.line("/a/1/nothing/here")).isEqualTo(5);
    }

    @Test
    void keepsTheLinesAndTheOrderOfJson() {
        Source source = Source.parse("\uFEFF{\n \"b\": 1,\n \"a/~\": [true,\n  2.5]}", Format.JSON);

        assertThat(source.tree().toString()).isEqualTo("{\"b\":1,\"a/~\":[true,2.5]}");
        assertThat(source.line("/a~1~0")).isEqualTo(3);
        assertThat(source.line("/a~1~0/1")).isEqualTo(4);
    }

    @Test
    void takesYamlAsOneDotTwo() {
        Source source = Source.parse("a: yes\nb: on\nc: 010\nd: '5'\n<<: {e: 1}\n", Format.YAML);

        assertThat(source.tree().toString()).isEqualTo("{\"a\":\"yes\",\"b\":\"on\",\"c\":10,\"d\":\"5\",\"e\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        YAML | ~~                             | 1 | the document is empty
        YAML | ~# nothing~                    | 1 | the document is empty
        YAML | ~a: [1~                        | 1 | this is no YAML
        YAML | ~a: 1;b: {;~                   | 3 | this is no YAML
        YAML | ~a: 1;a: 2~                    | 2 | twice
        YAML | ~- 1~                          | 1 | the document is a list; it has to be an object
        YAML | ~5~                            | 1 | the document is an integer
        YAML | ~a: 1;---;b: 2~                | 3 | second document
        YAML | ~a: !!java.net.URL [x]~        | 1 | the tag
        YAML | ~a: !secret x~                 | 1 | the tag
        YAML | ~a: .inf~                      | 1 | not a number that JSON has
        YAML | ~a: &x [*x]~                   | 1 | a part of
        YAML | ~a: *nope~                     | 1 | this is no YAML
        JSON | ~{"a": 1,~                     | 1 | this is no JSON
        JSON | ~{"a": 1,;"a": 2}~             | 2 | this is no JSON
        JSON | ~{"a": 1};x~                   | 2 | this is no JSON
        JSON | ~{"a": 1};{}~                  | 2 | more after
        JSON | ~"x"~                          | 1 | the document is a string
        JSON | ~{a: 1}~                       | 1 | this is no JSON
        """)
    void saysWhyItCannotBeRead(Format format, @Nullable String text, int line, String reason) {
        Problem problem = refused(text == null ? "" : text.replace(';', '\n'), format);

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.detail()).contains(reason);
            assertThat(violation.line()).isEqualTo(line);
        });
    }

    @Test
    void refusesNullBytesAndWhatIsTooLarge() {
        assertThat(refused("a: 1\nb: \u0000", Format.YAML).violations())
                .containsExactly(new Violation("", "the document has a null byte", 2));
        assertThat(refused("a: " + "x".repeat(1_000_000), Format.YAML)).hasMessageContaining("larger than 1 MB");
    }

    @Test
    void refusesAliasBombs() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1) + ", ";
            bomb.append("a" + i + ": &a" + i + " [" + alias.repeat(10) + "]\n");
        }

        assertThat(refused(bomb.toString(), Format.YAML)).hasMessageContaining("when its aliases are expanded");
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThat(refused("a: " + "[".repeat(400_000), Format.YAML)).hasMessageContaining("nested");
        assertThat(refused("{\"a\": " + "[".repeat(400_000), Format.JSON)).hasMessageContaining("nest");
        assertThat(refused("a: " + "{a: ".repeat(101) + "}".repeat(101), Format.YAML))
                .hasMessageContaining("nested");
        assertThat(refused("- ".repeat(200_000), Format.YAML)).hasMessageContaining("nested");
    }

    private static Problem refused(String text, Format format) {
        return Objects.requireNonNull(
                catchThrowableOfType(Problem.class, () -> Source.parse(text, format)), "it was read");
    }
}
