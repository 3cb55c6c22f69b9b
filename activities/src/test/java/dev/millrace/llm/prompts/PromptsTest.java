package dev.millrace.llm.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.MovableClock;
import dev.millrace.llm.Purpose;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {
    private final TenantId tenant = TestDatabase.get().workspace();
    private final Prompts prompts = new Prompts(TestDatabase.get().transactions(), new MovableClock());

    @Test
    void rendersTheVersionThatTheLabelIsOn() {
        prompts.create(tenant, "greeting", "says hello", new Template("Hello {{name}}!"), "tester");
        prompts.label(tenant, "greeting", "production", 1, before -> {});
        prompts.addVersion(tenant, "greeting", new Template("Good day, {{ name }}."), "tester", before -> {});
        var live = prompts.render(tenant, "greeting", "production", Map.of("name", "Ada {{x}}"));
        assertThat(live.text()).isEqualTo("Hello Ada {{x}}!");
        assertThat(live.version()).isEqualTo(new Purpose.PromptVersion("greeting", 1));
        assertThat(prompts.render(tenant, "greeting", null, Map.of("name", "Ada"))
                        .text())
                .isEqualTo("Good day, Ada.");
        Prompt moved = prompts.label(tenant, "greeting", "production", 2, before -> {});
        assertThat(moved.labels()).containsExactly(Map.entry("production", 2));
        assertThat(prompts.render(tenant, "greeting", "production", Map.of("name", "Ada"))
                        .version()
                        .version())
                .isEqualTo(2);
        assertThat(prompts.version(tenant, "greeting", 1).template().text()).isEqualTo("Hello {{name}}!");
    }

    @Test
    void takesTheSameTemplateAgainAsNoChange() {
        prompts.create(tenant, "a", null, new Template("same"), "tester");
        Prompt again = prompts.addVersion(tenant, "a", new Template("same"), "tester", before -> {});
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.revision()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotThere() {
        prompts.create(tenant, "a", null, new Template("x"), "tester");
        assertProblem(ProblemType.CONFLICT, () -> prompts.create(tenant, "a", null, new Template("y"), "tester"));
        assertProblem(ProblemType.NOT_FOUND, () -> prompts.render(tenant, "a", "production", Map.of()));
        assertProblem(ProblemType.NOT_FOUND, () -> prompts.version(tenant, "a", 2));
        assertProblem(ProblemType.INVALID, () -> prompts.label(tenant, "a", "production", 2, before -> {}));
        assertProblem(ProblemType.INVALID, () -> prompts.label(tenant, "a", "Pro duction", 1, before -> {}));
        assertProblem(
                ProblemType.NOT_FOUND, () -> prompts.get(TestDatabase.get().workspace(), "a"));
        assertProblem(ProblemType.NOT_FOUND, () -> prompts.get(tenant, "a\0"));
    }

    @Test
    void rendersStrictly() {
        Template template = new Template("{{a}} and {{b}}");
        assertThatThrownBy(() -> template.render(Map.of("a", "1", "c", "3")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("missing: [b]")
                .hasMessageContaining("unknown: [c]");
        assertThat(template.render(Map.of("a", "{{b}}", "b", "$1"))).isEqualTo("{{b}} and $1");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"a\": {\"b\": 1}}, {\"a\": {\"b\": 1}}",
        "\\{{x}}, {{x}}",
        "{{x}}{{x}}, 11",
        "{ {x} }, { {x} }",
        "}}, }}"
    })
    void leavesOtherBracesAlone(String template, String rendered) {
        Template parsed = new Template(template);
        assertThat(parsed.render(parsed.variables().isEmpty() ? Map.of() : Map.of("x", "1")))
                .isEqualTo(rendered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{{", "{{}}", "{{ 1a }}", "{{a b}}", "{{a}", "{{{a}}}", "nul \0"})
    void refusesATemplateThatIsNone(String template) {
        assertProblem(ProblemType.INVALID, () -> new Template(template));
    }

    private static void assertProblem(ProblemType type, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
