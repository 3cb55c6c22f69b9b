package dev.millrace.pipelines.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadDocumentsTest {
    private static final String GOOD = """
            name: churn
            input_schema: {type: object, properties: {dataset: {type: string}, trees: {type: integer}, rates: {type: array, items: {type: number}}}}
            steps:
              - id: train
                type: train
                with: {dataset: "${{ input.dataset }}", trees: 10}
              - id: second
                type: deploy
                with:
                  model_id: "${{ steps.train.output.model_id }}"
            """;

    private final Documents documents = Fixtures.documents();

    /** What is added to a good document (two spaces are steps, four a step's fields), and what is found: pointer, line, part of the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ~extra: 1~                                             | /extra | 11 | there is no extra here
        ~    whem: 'true'~                                      | /steps/1/whem | 11 | did you mean when?
        ~    when: steps.trian.output.accuracy > 0.9~           | /steps/1/when | 11 | there is no step trian; did you mean train? steps here are: train, second
        ~    when: steps.train.output.acuracy > 0.9~            | /steps/1/when | 11 | output of train has no acuracy; did you mean accuracy?
        ~    when: steps.train.output.accuracy > "x"~           | /steps/1/when | 11 | > cannot be used with double, string (column 29)
        ~    when: steps.train.output.accuracy~                 | /steps/1/when | 11 | a condition has to be true or false; this is a number
        ~    when: steps.train.outputs == 1~                    | /steps/1/when | 11 | step train has no outputs; did you mean output?
        ~    when: inputs.x == 1~                               | /steps/1/when | 11 | there is no inputs here; did you mean input?
        ~    when: input.datset == "x"~                         | /steps/1/when | 11 | input has no datset; did you mean dataset?
        ~    when: 1 +~                                         | /steps/1/when | 11 | (column 4)
        ~    when: steps == null~                               | /steps/1/when | 11 | write which one
        ~    when: '[1].exists(steps, steps == 1)'~             | /steps/1/when | 11 | the name steps is taken
        ~    when: steps.second.status == "x"~                  | /steps/1/when | 11 | the step second reads itself
        ~    when: item == 1~                                   | /steps/1/when | 11 | there is no item here
        ~    when: 5~                                           | /steps/1/when | 11 | has to be a string, not an integer
        ~    for_each: input.dataset~                           | /steps/1/for_each | 11 | for_each needs a list; this is a string
        ~    for_each: {items: input.rates, window: 101}~       | /steps/1/for_each/window | 11 | from 1 to 100
        ~    for_each: {items: input.rates, on_failure: no}~    | /steps/1/for_each/on_failure | 11 | stop or continue
        ~    needs: [trian]~                                    | /steps/1/needs/0 | 11 | there is no step trian; did you mean train?
        ~    needs: [second]~                                   | /steps/1/needs/0 | 11 | needs itself
        ~    needs: train~                                      | /steps/1/needs | 11 | needs has to be a list, not a string
        ~    timeout: 5 minutes~                                | /steps/1/timeout | 11 | ISO 8601
        ~    timeout: PT0S~                                     | /steps/1/timeout | 11 | from PT1S to P365D
        ~    retry: {max_attempts: 101}~                        | /steps/1/retry/max_attempts | 11 | from 1 to 100
        ~    retry: {attempts: 3}~                              | /steps/1/retry/attempts | 11 | allowed are: max_attempts, backoff
        ~    cache: P1D~                                        | /steps/1/cache | 11 | deploy cannot be cached; types that can: pure
        ~    priority: urgent~                                  | /steps/1/priority | 11 | low, normal or high
        ~    allow_failure: maybe~                                  | /steps/1/allow_failure | 11 | true or false
        ~    compensate: {type: train}~                         | /steps/1/compensate/type | 11 | train cannot undo a step; types that can: deploy
        ~    compensate: {type: deploy}~                        | /steps/1/compensate/with | 11 | model_id is missing
        ~    compensate: {type: deploy, with: {model_id: "${{ output.uri }}"}}~ | /steps/1/compensate/with/model_id | 11 | output of second has no uri; did you mean url?
        ~      force: 1~                                        | /steps/1/with/force | 11 | has to be true or false, not an integer
        ~      forse: true~                                     | /steps/1/with/forse | 11 | there is no forse here; did you mean force? allowed are: model_id, force, data
        ~      force: ${{ input.dataset }}~                     | /steps/1/with/force | 11 | has to be true or false, not a string
        ~      force: ${{ input.trees }}~                       | /steps/1/with/force | 11 | has to be true or false, not an integer
        ~      force: ${{ input.trees > 1~                      | /steps/1/with/force | 11 | not closed
        ~      force: no ${{ input.trees }}~                    | /steps/1/with/force | 11 | not a string
        ~      data: {c: 1}~                                    | /steps/1/with/data | 11 | none of the forms
        ~  - {id: third, type: trian}~                          | /steps/2/type | 11 | there is no step type trian; did you mean train? types are: train, deploy, pure, wait
        ~  - {id: Third, type: pure}~                           | /steps/2/id | 11 | lower-case letter
        ~  - {id: in, type: pure}~                              | /steps/2/id | 11 | no word of CEL
        ~  - {id: train, type: pure}~                           | /steps/2/id | 11 | taken by the step at /steps/0
        ~  - {type: pure}~                                      | /steps/2 | 11 | id is missing
        ~  - 7~                                                 | /steps/2 | 11 | has to be an object, not an integer
        ~  - {id: w, type: wait}~                               | /steps/2/with | 11 | none of the forms
        ~  - {id: w, type: wait, with: {duration: PT1S, event: x}}~ | /steps/2/with | 11 | more than one
        ~  - {id: w, type: wait, retry: {}, with: {duration: PT1S}}~ | /steps/2/retry | 11 | not tried again
        ~  - {id: w, type: wait, with: {duration: soon}}~       | /steps/2/with/duration | 11 | ISO 8601
        ~  - {id: w, type: wait, for_each: 'input.rates', with: {event: x}}~ | /steps/2/for_each | 11 | cannot be done for each
        ~  - {id: a, type: approval, with: {prompt: x, role: boss}}~ | /steps/2/with/role | 11 | operator, admin
        ~  - {id: l, type: loop, with: {until: 'true', steps: []}}~ | /steps/2/with/steps | 11 | at least one step
        ~  - {id: l, type: loop, with: {until: 'steps.b.output', max_iterations: 1001, steps: [{id: b, type: pure}]}}~ | /steps/2/with/max_iterations | 11 | from 1 to 1000
        ~  - {id: l, type: loop, with: {until: '1', steps: [{id: b, type: pure}]}}~ | /steps/2/with/until | 11 | true or false; this is an integer
        ~  - {id: l, type: loop, with: {until: 'true', steps: [{id: b, type: pure, when: steps.l.failed > 0}]}}~ | /steps/2/with/steps/0/when | 11 | is around this one
        ~  - {id: b, type: branch, with: {cases: []}}~          | /steps/2/with/cases | 11 | at least one case
        ~  - {id: b, type: branch, with: {cases: [{when: 'input.trees', steps: [{id: c, type: pure}]}]}}~ | /steps/2/with/cases/0/when | 11 | this is an integer
        ~output: {a: '${{ steps.nope.output }}'}~               | /output/a | 11 | there is no step nope
        """)
    void saysWhatIsWrongAndWhere(String added, String pointer, int line, String message) {
        Problem problem = refused(GOOD + added);

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem.violations()).anySatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.line()).isEqualTo(line);
            assertThat(violation.detail()).contains(message);
        });
        assertThat(problem.violations()).hasSize(1);
    }

    @Test
    void acceptsWhatTheTableStartsFrom() {
        assertThat(documents.read(GOOD, Format.YAML).plan()).hasSize(2);
    }

    @Test
    void findsEverythingAtOnceEachAtItsLine() {
        Problem problem = refused("""
                name: ''
                steps:
                  - id: a
                    type: train
                    with:
                      trees: many
                    when: |
                      true &&
                      steps.b.output.urll == ''
                  - id: b
                    type: deploy
                    nedds: [a]
                    with: {model_id: 5}
                """);

        assertThat(problem.violations())
                .extracting(Violation::pointer, Violation::line)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("/name", 1),
                        org.assertj.core.groups.Tuple.tuple("/steps/0/with", 5),
                        org.assertj.core.groups.Tuple.tuple("/steps/0/with/trees", 6),
                        org.assertj.core.groups.Tuple.tuple("/steps/0/when", 9),
                        org.assertj.core.groups.Tuple.tuple("/steps/1/nedds", 12),
                        org.assertj.core.groups.Tuple.tuple("/steps/1/with/model_id", 13))
                .hasSize(6);
    }

    @Test
    void namesTheCircle() {
        Problem problem = refused("""
                {"name": "x", "steps": [
                  {"id": "a", "type": "pure", "needs": ["b"]},
                  {"id": "b", "type": "pure", "with": {"x": "${{ steps.c.output }}"}},
                  {"id": "c", "type": "pure", "when": "steps.a.status == 'completed'"}]}
                """, Format.JSON);

        assertThat(problem.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.detail()).contains("a → b → c → a");
            assertThat(violation.line()).isEqualTo(2);
        });
    }

    @Test
    void countsStepsAndTheirDepth() {
        StringBuilder many = new StringBuilder("name: x\nsteps:\n");
        for (int i = 0; i < 1_001; i++) {
            many.append("  - {id: s").append(i).append(", type: pure}\n");
        }
        assertThat(refused(many.toString()).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.detail()).contains("more than 1000 steps"));

        String nested = "[{id: end, type: pure}]";
        for (int i = 0; i < 6; i++) {
            nested = "[{id: l" + i + ", type: loop, with: {until: 'true', steps: " + nested + "}}]";
        }
        assertThat(refused("name: x\nsteps: " + nested).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.detail()).contains("nested deeper than 5"));
    }

    private Problem refused(String text) {
        return refused(text, Format.YAML);
    }

    private Problem refused(String text, Format format) {
        return java.util.Objects.requireNonNull(
                catchThrowableOfType(Problem.class, () -> documents.read(text, format)), "accepted");
    }
}
