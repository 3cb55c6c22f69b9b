package dev.millrace.pipelines;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunStarter;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Pipelines among the runs of every kind. */
@Component
final class PipelineRunStarter implements RunStarter {
    private final Definitions definitions;
    private final RunSubmissions submissions;

    PipelineRunStarter(Definitions definitions, RunSubmissions submissions) {
        this.definitions = definitions;
        this.submissions = submissions;
    }

    @Override
    public JobKind kind() {
        return JobKind.PIPELINE;
    }

    @Override
    public Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey) {
        String workflow = order.workflow();
        if (workflow == null) {
            throw Problem.invalid("/workflow", "workflow is required: the name or the id of a workflow");
        }
        Definition definition =
                definitions.named(caller.tenant(), workflow).orElseThrow(() -> Problem.notFound("workflow", workflow));
        RunRequest request = new RunRequest(definition.id(), order.version(), given(order.input()), order.customerId());
        SubmitOptions options =
                new SubmitOptions(order.priority(), caller.actor(), TraceFilter.current(), idempotencyKey);
        return submissions.start(caller.tenant(), request, options);
    }

    private static @Nullable JsonNode given(@Nullable JsonNode input) {
        return input == null || input.isNull() ? null : input;
    }
}
