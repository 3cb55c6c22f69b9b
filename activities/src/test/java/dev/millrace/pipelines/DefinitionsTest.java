package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private final Stores stores = new Stores();

    @Test
    void keepsEveryVersionAsItWasWritten() {
        Definition made = stores.create("etl", "load");
        Definition changed = update(made, Steps.document("etl", "load", "check<load"));
        assertThat(changed.version()).isEqualTo(2);
        DefinitionVersion first = stores.definitions.version(stores.tenant, made.id(), 1);
        assertThat(first.source()).isEqualTo(Steps.document("etl", "load").source());
        assertThat(first.document().path("steps").size()).isEqualTo(1);
        assertThat(stores.definitions.version(stores.tenant, made.id(), null).version())
                .isEqualTo(2);
        assertThat(stores.definitions.versions(stores.tenant, made.id(), null, 10))
                .extracting(DefinitionVersion::version)
                .containsExactly(2, 1);
        assertThat(stores.definitions.versions(stores.tenant, made.id(), 2, 10))
                .extracting(DefinitionVersion::version)
                .containsExactly(1);
    }

    @Test
    void takesTheSameDocumentAgainAsNoChange() {
        Definition made = stores.create("etl", "load");
        WrittenDocument same = Steps.written("# as before\nname: etl\nsteps: [{id: load, type: pure}]\n");
        assertThat(update(made, same).version()).isEqualTo(1);
    }

    @Test
    void letsANameBelongToOneWorkflowUntilItIsDeleted() {
        Definition made = stores.create("etl", "load");
        Definition other = stores.create("other", "load");
        assertProblem(ProblemType.CONFLICT, () -> stores.create("etl", "load"));
        assertProblem(ProblemType.CONFLICT, () -> update(other, Steps.document("etl", "load")));
        stores.definitions.delete(stores.tenant, made.id(), definition -> {});
        assertProblem(ProblemType.NOT_FOUND, () -> stores.definitions.get(stores.tenant, made.id()));
        assertThat(stores.create("etl", "load").id()).isNotEqualTo(made.id());
    }

    @Test
    void deletesNothingThatStillRuns() {
        Definition made = stores.create("etl", "load");
        JobRef run = stores.start(made);
        assertProblem(
                ProblemType.CONFLICT, () -> stores.definitions.delete(stores.tenant, made.id(), definition -> {}));
        stores.fail(run);
        stores.definitions.delete(stores.tenant, made.id(), definition -> {});
        assertThat(stores.runs.get(run).workflowId()).isEqualTo(made.id());
    }

    @Test
    void changesNothingWhenThePreconditionFails() {
        Definition made = stores.create("etl", "load");
        assertProblem(
                ProblemType.PRECONDITION_FAILED,
                () -> stores.definitions.update(
                        stores.tenant, made.id(), Steps.document("etl", "other"), "tester", definition -> {
                            throw new Problem(ProblemType.PRECONDITION_FAILED, "no");
                        }));
        assertThat(stores.definitions.get(stores.tenant, made.id()).version()).isEqualTo(1);
    }

    @Test
    void hidesAnotherTenantsWorkflow() {
        Definition made = stores.create("etl", "load");
        assertThat(stores.definitions.find(TestDatabase.get().workspace(), made.id()))
                .isEmpty();
        assertThat(stores.definitions.named(TestDatabase.get().workspace(), "etl"))
                .isEmpty();
        assertThat(stores.definitions.named(stores.tenant, made.id().toString()))
                .contains(made);
        assertThat(stores.definitions.named(stores.tenant, "etl")).contains(made);
    }

    @Test
    void listsNewestFirstFromAnywhereOn() {
        Definition first = stores.create("one", "load");
        Definition second = stores.create("two", "load");
        assertThat(stores.definitions.list(stores.tenant, null, null, 10)).containsExactly(second, first);
        assertThat(stores.definitions.list(stores.tenant, null, second.id(), 10))
                .containsExactly(first);
        assertThat(stores.definitions.list(stores.tenant, "two", null, 10)).containsExactly(second);
    }

    @Test
    void tellsHowRunsWentWithoutThoseUnderWay() {
        Definition made = stores.create("etl", "load");
        Definition unused = stores.create("unused", "load");
        stores.start(made);
        stores.fail(stores.start(made));
        for (int seconds : new int[] {10, 20, 90}) {
            JobRef run = stores.start(made);
            stores.jobs.activities.running(run);
            stores.clock.advance(Duration.ofSeconds(seconds));
            stores.jobs.activities.completed(run);
        }
        assertThat(stores.statistics.of(stores.tenant, List.of(made.id(), unused.id())))
                .containsEntry(made.id(), new RunStatistics(5, 0.75, Duration.ofSeconds(20)))
                .containsEntry(unused.id(), RunStatistics.NONE);
    }

    private Definition update(Definition definition, WrittenDocument document) {
        return stores.definitions.update(stores.tenant, definition.id(), document, "tester", before -> {});
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
