package dev.millrace.pipelines.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipelines.StepKind;
import dev.millrace.pipelines.StepPlan;
import dev.millrace.problems.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompiledTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private final Documents documents = Fixtures.documents();

    private final Compiled compiled = documents.read("""
            name: churn
            input_schema:
              type: object
              properties: {dataset: {type: string}, rate: {type: number}, regions: {type: array, items: {type: string}}}
            steps:
              - id: train
                type: train
                with: {dataset: "${{ input.dataset }}", trees: 10}
              - id: good
                type: pure
                when: steps.train.output.accuracy > 0.9
              - id: tell
                type: pure
                needs: [good]
                when: steps.train.status == "failed" || steps.good.status == "skipped"
              - id: each
                type: pure
                for_each: {items: input.regions, window: 3, on_failure: continue}
                with: {region: "${{ item }}", text: "no ${{ index }} of ${{ input.regions }}", model: "${{ steps.train.output.model_id }}"}
              - id: again
                type: loop
                with:
                  until: steps.fit.output.accuracy > 0.5 || steps.train.failed > 0
                  max_iterations: 3
                  steps:
                    - {id: fit, type: train, with: {dataset: "${{ steps.each.output[0].name }}", trees: 1}}
                    - {id: check, type: pure, with: {a: "${{ steps.fit.output }}"}}
              - id: choose
                type: branch
                with:
                  cases:
                    - {when: "input.rate > 1", steps: [{id: high, type: deploy, with: {model_id: m}}]}
                  else:
                    - {id: pause, type: wait, with: {event: go, timeout: PT1H}}
            output: {model: "${{ steps.train.output.model_id }}", n: 1}
            """, Format.YAML);

    @Test
    void infersWhatAStepNeedsFromWhatItAndTheStepsInsideItRead() {
        assertThat(compiled.plan())
                .extracting(StepPlan::id, StepPlan::needs, StepPlan::tolerates)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("train", List.of(), List.of()),
                        org.assertj.core.groups.Tuple.tuple("good", List.of("train"), List.of()),
                        org.assertj.core.groups.Tuple.tuple("tell", List.of("good", "train"), List.of("good", "train")),
                        org.assertj.core.groups.Tuple.tuple("each", List.of("train"), List.of()),
                        org.assertj.core.groups.Tuple.tuple("again", List.of("train", "each"), List.of()),
                        org.assertj.core.groups.Tuple.tuple("choose", List.of(), List.of()));
        assertThat(compiled.reads("again")).containsExactly("fit", "train");
        assertThat(compiled.reads("fit")).containsExactly("each");
        assertThat(compiled.reads(null)).containsExactly("train");
        assertThat(compiled.enclosing("check")).containsExactly("again");
        assertThat(compiled.enclosing("train")).isEmpty();
    }

    @Test
    void plansEachKindOfStep() {
        assertThat(compiled.plan().get(0).kind()).isEqualTo(new StepKind.Job());
        assertThat(compiled.plan().get(1).kind()).isEqualTo(new StepKind.Task("io"));
        assertThat(compiled.plan().get(3).forEach()).isEqualTo(new StepPlan.FanOut(3, false));
        assertThat(compiled.plan().get(4).kind()).isInstanceOfSatisfying(StepKind.Loop.class, loop -> {
            assertThat(loop.maxIterations()).isEqualTo(3);
            assertThat(loop.apart()).isFalse();
            assertThat(loop.body().get(1).needs()).containsExactly("fit");
        });
        assertThat(compiled.plan().get(5).kind())
                .isInstanceOfSatisfying(
                        StepKind.Branch.class,
                        branch -> assertThat(branch.cases())
                                .extracting(steps -> steps.getFirst().id())
                                .containsExactly("high", "pause"));
    }

    @Test
    void putsTypedValuesInThePlaceOfExpressions() {
        JsonNode rendered = compiled.render(compiled.step("each").with(), variables());

        assertThat(rendered.toString())
                .isEqualTo("{\"region\":\"eu\",\"text\":\"no 4 of [\\\"eu\\\",\\\"us\\\"]\",\"model\":\"m-1\"}");
    }

    @Test
    void testsConditionsAndListsItems() {
        assertThat(compiled.test("steps.train.output.accuracy > 0.9", variables()))
                .isTrue();
        assertThat(compiled.test("steps.train.output.note == null", variables()))
                .isTrue();
        assertThat(compiled.test("has(steps.train.output.rounds)", variables())).isFalse();
        assertThat(compiled.items("input.regions.map(r, r + '!')", variables()))
                .extracting(JsonNode::stringValue)
                .containsExactly("eu!", "us!");
    }

    @Test
    void saysWhatHasNoValue() {
        assertThatThrownBy(() -> compiled.test("steps.train.output.rounds > 1", variables()))
                .isInstanceOf(Problem.class)
                .hasMessage("`steps.train.output.rounds > 1`: no such key: rounds");
        assertThatThrownBy(() -> compiled.test("steps.train.output", variables()))
                .isInstanceOf(Problem.class)
                .hasMessageEndingWith("its value is an object, not true or false");
        assertThatThrownBy(() -> compiled.items("input.regions[0]", variables()))
                .isInstanceOf(Problem.class)
                .hasMessageEndingWith("its value is a string, not a list");
    }

    @Test
    void compilesAgainWhatWasStored() {
        Compiled stored = documents.stored(compiled.source());

        assertThat(stored.plan()).isEqualTo(compiled.plan());
        assertThat(stored.document()).isEqualTo(compiled.document());
        assertThat(documents.stored(compiled.source())).isSameAs(stored);
        assertThat(stored.source().toString()).startsWith("{\"name\":\"churn\",\"input_schema\"");
    }

    private static Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("input", MAPPER.readTree("{\"dataset\": \"d\", \"regions\": [\"eu\", \"us\"], \"rate\": 1}"));
        variables.put(
                "steps",
                Map.of(
                        "train",
                        Map.of(
                                "status",
                                "completed",
                                "output",
                                MAPPER.readTree("{\"accuracy\": 0.95, \"model_id\": \"m-1\", \"note\": null}"))));
        variables.put("item", "eu");
        variables.put("index", 4);
        return variables;
    }
}
