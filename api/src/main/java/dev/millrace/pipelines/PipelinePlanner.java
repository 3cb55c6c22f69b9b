package dev.millrace.pipelines;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs of workflows that are to be started later. A name is looked up now, so that the workflow may be renamed. */
@Component
final class PipelinePlanner implements RunPlanner {
    private final Definitions definitions;
    private final BodyParts bodies;

    PipelinePlanner(Definitions definitions, BodyParts bodies) {
        this.definitions = definitions;
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.PIPELINE;
    }

    @Override
    public Object plan(Caller caller, JsonNode request) {
        RunOrder asked = bodies.read("", request, RunOrder.class);
        String workflow = asked.workflow();
        if (asked.workflowType() != null || workflow == null || workflow.isBlank()) {
            throw Problem.invalid(
                    "/workflow", "workflow is required: the name or the id of a workflow; its kind is the action's");
        }
        Definition definition =
                definitions.named(caller.tenant(), workflow).orElseThrow(() -> Problem.notFound("workflow", workflow));
        Map<String, @Nullable Object> plan = new LinkedHashMap<>();
        plan.put("workflow", definition.id());
        plan.put("version", asked.version());
        if (asked.input() != null && !asked.input().isNull()) {
            plan.put("input", asked.input());
        }
        plan.put("customer_id", asked.customerId());
        plan.put("priority", Objects.requireNonNullElse(asked.priority(), Priority.NORMAL));
        return plan;
    }
}
