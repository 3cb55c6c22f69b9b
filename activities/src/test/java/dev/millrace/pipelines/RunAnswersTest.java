package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.TestControls;
import dev.millrace.pipelines.Waits.Waiting;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunAnswersTest {
    private static final Respondent OPERATOR = new Respondent("ann", Role.OPERATOR);

    private final Stores stores = new Stores();
    private final TestControls runs = new TestControls(stores.jobs);
    private final Waits waits = new Waits(stores.transactions);
    private final RunAnswers answers =
            new RunAnswers(stores.jobs.jobs, runs.controls(), waits, new SchemaCheck(), stores.clock);
    private final JobRef run = stores.start(stores.create("graph", "a"));

    @Test
    void handsTheAnswerToTheWorkflowThatWaits() {
        waiting("approval", "{}");
        answer("{\"approved\": true, \"comment\": \"fine\"}", OPERATOR);
        assertThat(runs.seen()).singleElement().asString().contains("answer", "path=a", "by=ann", "approved=true");
    }

    @Test
    void refusesWhatNothingWaitsForAndWhatTheRunRefuses() {
        stores.jobs.activities.running(run);
        assertProblem(ProblemType.CONFLICT, "{\"approved\": true}", OPERATOR);
        waiting("approval", "{}");
        runs.refuse("nothing waits at a");
        assertProblem(ProblemType.CONFLICT, "{\"approved\": true}", OPERATOR);
    }

    @Test
    void refusesAnAnswerThatComesTooLate() {
        waiting("approval", "{}");
        stores.clock.advance(Duration.ofHours(1));
        assertProblem(ProblemType.CONFLICT, "{\"approved\": true}", OPERATOR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'role': 'admin'} | {'approved': true} | FORBIDDEN",
                "{'approvers': ['bob']} | {'approved': true} | FORBIDDEN",
                "{} | {} | INVALID",
                "{} | {'approved': 'yes'} | INVALID",
                "{} | {'approved': true, 'comment': 7} | INVALID",
                "{} | {'approved': true, 'amount': 7} | INVALID",
                "{'answer_schema': {'required': ['amount']}} | {'approved': true} | INVALID",
                "{'answer_schema': {'properties': {'amount': {'type': 'number'}}}} | {'approved': false, 'amount': 'x'} | INVALID",
                "{} | [] | INVALID"
            })
    void refusesWhatTheApprovalDoesNotTake(String spec, String input, ProblemType type) {
        waiting("approval", spec.replace('\'', '"'));
        assertProblem(type, input.replace('\'', '"'), OPERATOR);
        assertThat(runs.seen()).isEmpty();
    }

    @Test
    void letsWhoeverRejectsLeaveTheFormEmpty() {
        waiting("approval", "{\"approvers\": [\"ann\"], \"answer_schema\": {\"required\": [\"amount\"]}}");
        answer("{\"approved\": false}", OPERATOR);
        assertThat(runs.seen()).hasSize(1);
    }

    @Test
    void keepsAnEventForTheStepThatWillWaitForIt() {
        stores.jobs.activities.running(run);
        answers.event(stores.tenant, run.job(), "paid", Json.parse("{\"amount\": 7}"), OPERATOR);
        assertThat(runs.seen()).singleElement().asString().contains("event", "name=paid", "amount=7");
        assertThatThrownBy(() -> answers.event(stores.tenant, run.job(), "no spaces", null, OPERATOR))
                .isInstanceOf(Problem.class);
    }

    @Test
    void hidesAnotherTenantsRun() {
        waiting("approval", "{}");
        assertThatThrownBy(() -> answers.answer(
                        TestDatabase.get().workspace(),
                        run.job(),
                        "a",
                        Json.parse("{\"approved\": true}"),
                        OPERATOR,
                        null))
                .hasMessageContaining("there is no job");
    }

    private void waiting(String kind, String spec) {
        stores.jobs.activities.running(run);
        waits.begin(
                run,
                new Waiting(
                        "a",
                        kind,
                        "pipeline.workflow",
                        Json.parse(spec),
                        stores.clock.instant(),
                        stores.clock.instant().plusSeconds(60)));
    }

    private void answer(String input, Respondent by) {
        answers.answer(stores.tenant, run.job(), "a", Json.parse(input), by, "key");
    }

    private void assertProblem(ProblemType type, String input, Respondent by) {
        assertThatThrownBy(() -> answer(input, by))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
