package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.Priority;
import dev.millrace.pipelines.steps.JobStep.Child;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class WorkflowStepTest {
    private final Stores stores = new Stores();
    private final WorkflowStep step = new WorkflowStep(
            stores.definitions,
            new StaticListableBeanFactory(Map.of("submissions", stores.submissions))
                    .getBeanProvider(RunSubmissions.class));
    private final JobRef outer = stores.start(stores.create("outer", "a"));

    @Test
    void runsAnotherWorkflowOneDeeper() {
        Definition inner = stores.create("inner", "x", "y<x");
        Child child = child("{\"workflow\": \"inner\", \"input\": {\"n\": 1}}", 3);
        JobRef job = stores.jobs.queued(stores.tenant, JobKind.PIPELINE, child.request());
        stores.transactions.run(stores.tenant, jdbc -> child.also().write(jdbc, job));
        PipelineRun run = stores.runs.get(job);
        assertThat(run.workflowId()).isEqualTo(inner.id());
        assertThat(run.depth()).isEqualTo(4);
        assertThat(run.input()).isEqualTo(Json.parse("{\"n\": 1}"));
    }

    @Test
    void refusesToGoOnForEver() {
        assertThatThrownBy(() -> child("{\"workflow\": \"outer\"}", 10))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 10 deep");
    }

    @Test
    void namesTheWorkflowThatThereIsNone() {
        assertThatThrownBy(() -> child("{\"workflow\": \"gone\"}", 0)).hasMessage("there is no workflow gone");
    }

    private Child child(String with, int depth) {
        try (JobReport log = stores.jobs.reports.open(outer, "a")) {
            return step.child(
                    new StepContext(outer, "a", "tester", depth, Priority.NORMAL, log, null), Json.parse(with));
        }
    }
}
