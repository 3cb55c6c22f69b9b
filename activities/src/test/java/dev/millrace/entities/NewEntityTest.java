package dev.millrace.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.tenancy.Json;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class NewEntityTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "a@b.example", "Ümläut 日本", "a.b-c_d:e", "😀"})
    void takesTheClientsIds(String id) {
        assertThat(new NewEntity(EntityType.LEAD, id, object()).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", " a", "a ", ".", "..", "a/b", "a\\b", "a;b", "50%", "a\nb", "a\u0000", "\u200b", "\ud800"
            })
    void refusesIdsThatNoPathCanHold(String id) {
        assertThatThrownBy(() -> new NewEntity(EntityType.LEAD, id, object()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
    }

    @Test
    void boundsIdsByCharactersNotBytes() {
        assertThat(new EntityRef(EntityType.LEAD, "é".repeat(200)).id()).hasSize(200);
        assertThatThrownBy(() -> new EntityRef(EntityType.LEAD, "é".repeat(201)))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lead|employees|-1",
                "lead|employees|1.5",
                "lead|employees|\"12\"",
                "lead|email|\"nobody\"",
                "lead|annual_revenue|-5",
                "lead|annual_revenue|\"1.000,00\"",
                "lead|annual_revenue|\"1e5\"",
                "lead|converted|\"yes\"",
                "lead|created|\"31.01.2026\"",
                "lead|created|1700000000",
                "lead|company_id|7",
                "lead|tags|\"a\"",
                "deal|status|\"Won\"",
                "deal|probability|40",
                "deal|amount|{}",
                "activity|at|\"yesterday\"",
                "customer|satisfaction|\"good\""
            })
    void refusesKnownAttributesOfAnotherTypeAndSaysWhatIsAllowed(String type, String name, String value) {
        EntityType of = EntityType.valueOf(type.toUpperCase(Locale.ROOT));
        assertThatThrownBy(() -> new NewEntity(of, "1", json("{\"" + name + "\": " + value + "}")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
                    assertThat(problem.violations())
                            .extracting(Violation::pointer)
                            .containsExactly("/" + name);
                    assertThat(problem.detail()).startsWith(name + " of a " + type + " is ");
                });
    }

    @Test
    void takesKnownAttributesOfTheirTypeAndFreeOnesOfAny() {
        ObjectNode given = json("""
                {"email": "a@b.example", "employees": 12, "annual_revenue": "1200000.50", "budget": 5000, "converted": true,
                 "created": "2026-01-31", "needed_by": "2026-03-01T12:00:00+02:00", "tags": ["a"], "score": 0.5,
                 "amount": "whatever", "nested": {"a": [1, null]}}""");
        assertThat(new NewEntity(EntityType.LEAD, "1", given).attributes()).isEqualTo(given);
    }

    @Test
    void namesEveryAttributeAtFault() {
        assertThatThrownBy(() -> new NewEntity(
                        EntityType.LEAD, "1", json("{\"employees\": -1, \"a/b\": \"x\\u0000\", \"email\": 1}")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/employees", "/a~1b", "/email"));
    }

    @Test
    void refusesWhatTheDatabaseHasNoPlaceFor() {
        assertRefused("{\"x\": \"\\ud800\"}");
        assertRefused("{\"x\": {\"\\u0000\": 1}}");
        assertRefused("{\"x\": 1e999}");
        assertRefused("{\"x\": " + "9".repeat(400) + "}");
        assertRefused("{\"x\": " + "[".repeat(9) + "]".repeat(9) + "}");
        assertRefused("{\"\": 1}");
        assertRefused("{\"x\": \"" + "y".repeat(Attributes.MOST_BYTES) + "\"}");
        assertRefused("{"
                + IntStream.rangeClosed(0, Attributes.MOST)
                        .mapToObj(i -> "\"a" + i + "\": 1")
                        .collect(Collectors.joining(","))
                + "}");
    }

    private static void assertRefused(String attributes) {
        assertThatThrownBy(() -> new NewEntity(EntityType.LEAD, "1", json(attributes)))
                .as(attributes.substring(0, Math.min(50, attributes.length())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text);
    }
}
