package dev.millrace.pipelines.steps;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.models.Deploy;
import dev.millrace.models.Deployment;
import dev.millrace.models.Deployments;
import dev.millrace.models.ModelId;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts a version of a model into service at once; undoes another such step by naming the version, or by a rollback. */
@Component
final class DeployVersion implements TaskStep {
    private final Deployments deployments;

    DeployVersion(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public String description() {
        return "Puts a version of a model into service at once, or with rollback the one that served before.";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("deploy.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("deploy.output.json");
    }

    @Override
    public boolean compensates() {
        return true;
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        With wanted = StepJson.read(with, With.class);
        Integer version = wanted.version();
        // What undoes a step has its path, and is another order.
        String key = "step:" + step.key() + ":" + (version == null ? "rollback" : version);
        Deployment deployed = version == null
                ? deployments.rollback(step.tenant(), wanted.modelId(), key, step.actor())
                : deployments.deploy(
                        step.tenant(),
                        wanted.modelId(),
                        new Deploy(version, Deployment.Reason.DEPLOY, key, step.actor()));
        Integer previous = deployments
                .before(step.tenant(), deployed)
                .map(Deployment::version)
                .orElse(null);
        return Json.tree(new Output(deployed.modelId(), deployed.version(), deployed.id(), previous));
    }

    /** Exactly one of {@code version} and {@code rollback}. */
    record With(
            ModelId modelId,
            @Nullable Integer version,
            @Nullable Boolean rollback) {
        With {
            if (modelId == null) {
                throw Problem.invalid("/model_id", "model_id is required");
            }
            if ((version == null) == (rollback == null || !rollback)) {
                throw Problem.invalid("/version", "deploy needs either a version or rollback: true");
            }
        }
    }

    record Output(
            ModelId modelId,
            int version,
            UUID deploymentId,
            @Nullable Integer previousVersion) {}
}
