package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One way to start a run of any kind. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/ai/workflows")
final class RunStartController {
    private final SortedMap<String, RunStarter> starters = new TreeMap<>();
    private final RunViews views;

    RunStartController(List<RunStarter> starters, RunViews views) {
        starters.forEach(starter -> this.starters.put(starter.kind().wire(), starter));
        this.views = views;
    }

    @Operation(
            summary = "Start a run",
            description = "Accepted also while Temporal does not answer; it starts once it does.")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the run is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such workflow, model or data set.")
    @ApiResponse(responseCode = "409", description = "No version of the model is named and none is deployed.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<RunView> start(
            Caller caller,
            @RequestBody RunOrder order,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        RunStarter starter = order.workflowType() == null ? null : starters.get(order.workflowType());
        if (starter == null) {
            throw Problem.invalid("/workflow_type", "workflow_type is one of " + String.join(", ", starters.keySet()));
        }
        return views.accepted(caller, starter.start(caller, order, idempotencyKey));
    }
}
