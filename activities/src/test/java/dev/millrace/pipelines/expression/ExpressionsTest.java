package dev.millrace.pipelines.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cel.common.types.CelType;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpressionsTest {
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        1 + 2                                              | 3
        1 + 0.5                                            | 1.5
        0.5 * 4                                            | 2.0
        7 / 2                                              | 3
        input.rate / 2                                     | 0.5
        input.n > 1.5                                      | true
        input.none == null                                 | true
        input.n != null                                    | true
        input == {'n': 2, 'rate': 1.0, 'none': null, 'list': [1, 'a'], 'text': 'Ab'} | true
        has(input.nope)                                    | false
        has(input.none)                                    | true
        'a' in input.list                                  | true
        1.0 in input.list                                  | true
        'n' in input                                       | true
        input.list + [2]                                   | [1,"a",2]
        input.list.map(x, string(x) + '!')                 | ["1!","a!"]
        input.text.lowerAscii().replace('a', 'cc')         | ~"ccb"~
        ['a', 'b'].join('-').split('-')                    | ["a","b"]
        [[1], [2, 3]].flatten()                            | [1,2,3]
        lists.range(3)                                     | [0,1,2]
        [3, 1, 2].sort()                                   | [1,2,3]
        math.greatest(1, 5)                                | 5
        run.started_at + duration('90m')                   | ~"2030-01-01T01:30:00Z"~
        duration('90m')                                    | ~"PT1H30M"~
        b'abc'                                             | ~"YWJj"~
        'abc'.matches('^a.c$')                             | true
        input.n == 2 ? 'two' : 'more'                      | ~"two"~
        steps.in_body.output.package                       | 1
        9223372036854775807                                | 9223372036854775807
        """)
    void givesPlainJson(String expression, String json) throws ExpressionException {
        assertThat(evaluate(expression).toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        input.nope                        | no such key: nope
        input.list[5]                     | Index out of bounds: 5
        1 / 0                             | / by zero
        9223372036854775807 + 1           | overflow
        1.0 / 0.0                         | which JSON does not have
        'a'.matches('(')                  | missing closing )
        timestamp('soon')                 | soon
        item                              | no value here
        """)
    void saysWhyThereIsNoValue(String expression, String reason) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesExpressionsThatAreTooLongOrTooDeep() {
        refusedToParse("1" + " + 1".repeat(1_100), "longer than 4000");
        refusedToParse("1" + "+1".repeat(1_900), "nested");
        refusedToParse("(".repeat(1_900) + "1" + ")".repeat(1_900), "");
        refusedToParse("[".repeat(1_900) + "]".repeat(1_900), "");
        refusedToParse("input" + ".a".repeat(1_900), "nested");
        refusedToParse("f(".repeat(1_300) + ")".repeat(1_300), "");
        refusedToParse("", "empty");
        refusedToParse("true ? 1 : ".repeat(300) + "1", "");
    }

    /** Each would fill the memory or take years. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOUBLE:['aaaaaaaaaa']:a + a",
                "DOUBLE:[[1]]:a + a",
                "DOUBLE:[b'aaaaaaaa']:a + a",
                "DOUBLE:[[1]]:[a, a]",
                "DOUBLE:['a']:{'x'=a, 'y'=a}",
                "DOUBLE:['aa']:a.replace('a', 'aaaa')",
                "DOUBLE:[['a']]:[a.join() + a.join()]",
                "EQUAL:[[1]]:[a, a]",
                "lists.range(100000).map(x, lists.range(100000).map(y, y))",
                "lists.range(1000).all(x, lists.range(1000).all(y, lists.range(1000).all(z, z >= 0)))",
                "lists.range(9223372036854775807)",
                "lists.range(90000).exists(x, input.long.contains('aaaaaaaaaaaaaaaaaab'))",
                "lists.range(90000).exists(x, input.long.matches('(a*)*b'))",
                "lists.range(90000).exists(x, size(input.long) < 0)",
                "GROWN:[[1]]:[a, a]:.sort()",
                "'x'.matches('((a{1000}){1000}){1000}')"
            })
    void refusesBombsWithAReason(String bomb) {
        String expression = bomb;
        if (bomb.matches("(DOUBLE|EQUAL|GROWN):.*")) {
            String[] parts = bomb.split(":");
            String grown = parts[1] + (".map(a, " + parts[2].replace('=', ':') + ")").repeat(48);
            expression = parts[0].equals("EQUAL") ? grown + " == " + grown : grown + (parts.length > 3 ? parts[3] : "");
        }
        String full = expression;

        ExpressionException refused = Objects.requireNonNull(
                catchThrowableOfType(ExpressionException.class, () -> evaluate(full)), "it was evaluated");

        assertThat(refused.getMessage()).isNotBlank().doesNotContain("null");
    }

    @Test
    void readsLargeValuesWithoutCopyingThem() throws ExpressionException {
        JsonNode large = MAPPER.valueToTree(Collections.nCopies(9_000, Map.of("a", "x".repeat(100))));
        Map<String, @Nullable Object> variables = Map.of("input", large);

        assertThat(EXPRESSIONS
                        .program("size(input)")
                        .evaluate(variables, Map.of())
                        .intValue())
                .isEqualTo(9_000);
        assertThat(EXPRESSIONS.program("input.filter(x, x.a != '')").evaluate(variables, Map.of()))
                .hasSize(9_000);
    }

    private static void refusedToParse(String expression, String reason) {
        ExpressionException refused = Objects.requireNonNull(
                catchThrowableOfType(ExpressionException.class, () -> EXPRESSIONS.references(expression)),
                "it was parsed");
        assertThat(refused.getMessage()).isNotBlank().contains(reason);
    }

    private static JsonNode evaluate(String expression) throws ExpressionException {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("n", 2);
        input.put("rate", 1);
        input.put("none", null);
        input.put("list", List.of(1, "a"));
        input.put("text", "Ab");
        if (expression.contains("input.long")) {
            input.put("long", "a".repeat(1_000_000));
        }
        Types types = new Types();
        Map<String, CelType> known = Map.of(
                "input", types.of(MAPPER.readTree("{\"properties\": {\"rate\": {\"type\": \"number\"}}}"), "input"));
        return EXPRESSIONS
                .program(expression)
                .evaluate(
                        Map.of(
                                "input",
                                input,
                                "run",
                                Map.of("started_at", Instant.parse("2030-01-01T00:00:00Z")),
                                "steps",
                                Map.of("in_body", Map.of("output", Map.of("package", 1)))),
                        known);
    }
}
