package dev.millrace.releases;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.models.Deploy;
import dev.millrace.models.Deployment;
import dev.millrace.models.Deployments;
import dev.millrace.models.Model;
import dev.millrace.models.ModelId;
import dev.millrace.models.Models;
import dev.millrace.models.Rollouts;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Puts versions into service and takes them back. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models/{id}")
class DeploymentsController {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final Models models;
    private final Deployments deployments;
    private final Rollouts rollouts;
    private final Releases releases;

    DeploymentsController(Models models, Deployments deployments, Rollouts rollouts, Releases releases) {
        this.models = models;
        this.deployments = deployments;
        this.rollouts = rollouts;
        this.releases = releases;
    }

    @Operation(
            summary = "Deploy a version of a model",
            description =
                    "immediate: it serves at once. The other strategies are durable jobs, whose Location is the run: GET, pause, continue and cancel it there. The same Idempotency-Key again changes nothing.")
    @ApiResponse(responseCode = "202", description = "The version serves, or its rollout has been accepted.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "The model is deprecated, another rollout is under way, or nothing serves that a rollout could go back to.")
    @Requires(Role.OPERATOR)
    @PostMapping("/deploy")
    ResponseEntity<DeploymentView> deploy(
            Caller caller,
            @PathVariable ModelId id,
            @RequestBody DeployRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        if (!request.isImmediate()) {
            return accepted(caller, releases.submit(caller, request.order(id), key));
        }
        Deploy order = new Deploy(request.version(), Deployment.Reason.DEPLOY, key(key), caller.actor());
        return accepted(caller, deployments.deploy(caller.tenant(), id, order));
    }

    @Operation(summary = "Go back to the version that served before", description = """
                    While a rollout is under way, ends it: all traffic goes to the version that served before. Else each rollback goes one deployment further back; a version that was rolled away comes back only when it is \
                    deployed again. The same Idempotency-Key again changes nothing.""")
    @ApiResponse(responseCode = "202", description = "The earlier version serves.")
    @ApiResponse(responseCode = "409", description = "No other version served before, or the model is deprecated.")
    @Requires(Role.OPERATOR)
    @PostMapping("/rollback")
    ResponseEntity<DeploymentView> rollback(
            Caller caller,
            @PathVariable ModelId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return accepted(
                caller,
                releases.end(caller, id)
                        .orElseGet(() -> deployments.rollback(caller.tenant(), id, key(key), caller.actor())));
    }

    @Operation(
            summary = "List a model's deployments, newest first",
            description = "With the rollout that is under way, and how those before it ended.")
    @GetMapping("/deployments")
    Page<DeploymentView> list(Caller caller, @PathVariable ModelId id, PageRequest page) {
        Model model = models.find(caller.tenant(), id).orElseThrow(() -> Problem.notFound("model", id));
        Deployment serving = deployments.current(caller.tenant(), id).orElse(null);
        return Page.of(
                deployments.history(caller.tenant(), model.id(), page.after(), page.fetch()),
                page,
                Deployment::id,
                entry -> DeploymentView.of(entry, serving, model.split()));
    }

    private ResponseEntity<DeploymentView> accepted(Caller caller, Deployment entry) {
        ModelId model = entry.modelId();
        Deployment serving = deployments.current(caller.tenant(), model).orElse(null);
        String at = entry.state() == Deployment.State.ROLLING_OUT
                ? "/api/v1/ai/workflows/" + entry.rollout()
                : "/api/v1/models/" + model + "/deployments";
        return ResponseEntity.accepted()
                .location(URI.create(at))
                .body(DeploymentView.of(entry, serving, rollouts.split(caller.tenant(), model)));
    }

    private static String key(@Nullable String given) {
        if (given == null) {
            return UUID.randomUUID().toString();
        }
        if (!KEY.matcher(given).matches()) {
            throw Problem.malformed("Idempotency-Key", "Idempotency-Key is 1 to 255 printable ASCII characters");
        }
        return "request:" + given;
    }
}
