package dev.millrace.models;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
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

    DeploymentsController(Models models, Deployments deployments) {
        this.models = models;
        this.deployments = deployments;
    }

    @Operation(
            summary = "Deploy a version of a model",
            description = "It serves at once. The same Idempotency-Key again changes nothing.")
    @ApiResponse(responseCode = "202", description = "The version serves.")
    @ApiResponse(responseCode = "409", description = "The model is deprecated.")
    @Requires(Role.OPERATOR)
    @PostMapping("/deploy")
    ResponseEntity<DeploymentView> deploy(
            Caller caller,
            @PathVariable ModelId id,
            @RequestBody DeployRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Deploy order = new Deploy(request.version(), Deployment.Reason.DEPLOY, key(key), caller.actor());
        return accepted(deployments.deploy(caller.tenant(), id, order));
    }

    @Operation(summary = "Go back to the version that served before", description = """
                    Each rollback goes one deployment further back; a version that was rolled away comes back only when it is \
                    deployed again. The same Idempotency-Key again changes nothing.""")
    @ApiResponse(responseCode = "202", description = "The earlier version serves.")
    @ApiResponse(responseCode = "409", description = "No other version served before, or the model is deprecated.")
    @Requires(Role.OPERATOR)
    @PostMapping("/rollback")
    ResponseEntity<DeploymentView> rollback(
            Caller caller,
            @PathVariable ModelId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return accepted(deployments.rollback(caller.tenant(), id, key(key), caller.actor()));
    }

    @Operation(summary = "List a model's deployments, newest first", description = "The first one serves.")
    @GetMapping("/deployments")
    Page<DeploymentView> list(Caller caller, @PathVariable ModelId id, PageRequest page) {
        Model model = models.find(caller.tenant(), id).orElseThrow(() -> Problem.notFound("model", id));
        return Page.of(
                deployments.history(caller.tenant(), model.id(), page.after(), page.fetch()),
                page,
                Deployment::id,
                DeploymentView::of);
    }

    private static ResponseEntity<DeploymentView> accepted(Deployment deployment) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/models/" + deployment.modelId() + "/deployments"))
                .body(DeploymentView.of(deployment));
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
