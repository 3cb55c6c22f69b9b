package dev.millrace.pipelines;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Runs another workflow as a part of this one. */
@Component
final class WorkflowStep implements JobStep {
    static final int DEEPEST = 10;

    private final Definitions definitions;
    private final ObjectProvider<RunSubmissions> submissions;

    /** @param submissions asked for late: they read documents, which know this type of step */
    WorkflowStep(Definitions definitions, ObjectProvider<RunSubmissions> submissions) {
        this.definitions = definitions;
        this.submissions = submissions;
    }

    @Override
    public String name() {
        return "workflow";
    }

    @Override
    public String description() {
        return "Runs another workflow; gives its output.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("""
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["workflow"],
                  "properties": {
                    "workflow": {"type": "string", "minLength": 1, "description": "The name or the id of a workflow."},
                    "version": {"type": "integer", "minimum": 1, "description": "The newest unless given."},
                    "input": {"type": "object", "description": "As its input_schema wants it."}
                  }
                }""");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("{}");
    }

    @Override
    public JobKind kind() {
        return JobKind.PIPELINE;
    }

    @Override
    public Child child(StepContext step, JsonNode with) {
        int depth = step.depth() + 1;
        if (depth > DEEPEST) {
            throw Problem.invalid(
                    "/workflow",
                    "a workflow may run another one at most " + DEEPEST + " deep; this step would go deeper");
        }
        String name = with.path("workflow").asString("");
        Definition definition =
                definitions.named(step.tenant(), name).orElseThrow(() -> Problem.notFound("workflow", name));
        RunRequest request = new RunRequest(definition.id(), version(with), input(with), null);
        NewRun run = submissions
                .getObject()
                .prepared(definitions.version(step.tenant(), definition.id(), request.version()), request, depth);
        return new Child(run.name(), run.request(), (jdbc, job) -> {
            new DefinitionRows(jdbc).lockShared(definition.id());
            new PipelineRunRows(jdbc).insert(run.row(job));
        });
    }

    @Override
    public JsonNode output(Job completed) {
        JsonNode output = completed.result().get("output");
        return output == null ? NullNode.getInstance() : output;
    }

    private static @Nullable Integer version(JsonNode with) {
        return with.hasNonNull("version") ? with.get("version").asInt() : null;
    }

    private static @Nullable JsonNode input(JsonNode with) {
        return with.hasNonNull("input") ? with.get("input") : null;
    }
}
