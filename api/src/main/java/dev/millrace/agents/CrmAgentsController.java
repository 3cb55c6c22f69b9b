package dev.millrace.agents;

import dev.millrace.jobs.Job;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The seven agents that Millrace brings along, each at an address of its own. The body is the agent's input. */
@Tag(name = "Agents")
@RestController
@RequestMapping("/api/agents/{workspaceId}")
@ApiResponse(responseCode = "200", description = "The result.")
@ApiResponse(responseCode = "202", description = "The run, which goes on; Location is where it is.")
@ApiResponse(responseCode = "404", description = "The workspace has no such record.")
final class CrmAgentsController {
    private static final String WAIT = "How long to wait for the result: PT0S to PT2M, PT10S unless given.";

    private final AgentStarts starts;
    private final AgentAnswers answers;

    CrmAgentsController(AgentStarts starts, AgentAnswers answers) {
        this.starts = starts;
        this.answers = answers;
    }

    @Operation(summary = "How good is this lead?")
    @Requires(Role.OPERATOR)
    @PostMapping("/qualify-lead/{leadId}")
    ResponseEntity<AgentRunView> qualifyLead(
            Caller caller,
            @PathVariable String workspaceId,
            @PathVariable String leadId,
            @RequestBody(required = false) @Nullable JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        ObjectNode about = about(input, "leadId", leadId);
        return ask(caller, workspaceId, "leadQualification", about, wait, idempotencyKey);
    }

    @Operation(summary = "Will this deal be won?")
    @Requires(Role.OPERATOR)
    @PostMapping("/analyze-deal/{dealId}")
    ResponseEntity<AgentRunView> analyzeDeal(
            Caller caller,
            @PathVariable String workspaceId,
            @PathVariable String dealId,
            @RequestBody(required = false) @Nullable JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        ObjectNode about = about(input, "dealId", dealId);
        return ask(caller, workspaceId, "dealAnalysis", about, wait, idempotencyKey);
    }

    @Operation(summary = "What is known about this customer?")
    @Requires(Role.OPERATOR)
    @PostMapping("/customer-insights/{id}")
    ResponseEntity<AgentRunView> customerInsights(
            Caller caller,
            @PathVariable String workspaceId,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        ObjectNode about = about(input, "customerId", id);
        return ask(caller, workspaceId, "customerInsights", about, wait, idempotencyKey);
    }

    @Operation(summary = "What should be done next?")
    @Requires(Role.OPERATOR)
    @PostMapping("/recommend")
    ResponseEntity<AgentRunView> recommend(
            Caller caller,
            @PathVariable String workspaceId,
            @RequestBody JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        return ask(caller, workspaceId, "recommendation", object(input), wait, idempotencyKey);
    }

    @Operation(summary = "What is on record about this company?")
    @Requires(Role.OPERATOR)
    @PostMapping("/research")
    ResponseEntity<AgentRunView> research(
            Caller caller,
            @PathVariable String workspaceId,
            @RequestBody JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        return ask(caller, workspaceId, "research", object(input), wait, idempotencyKey);
    }

    @Operation(summary = "What does this come to?")
    @Requires(Role.OPERATOR)
    @PostMapping("/summarize")
    ResponseEntity<AgentRunView> summarize(
            Caller caller,
            @PathVariable String workspaceId,
            @RequestBody JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        return ask(caller, workspaceId, "summary", object(input), wait, idempotencyKey);
    }

    @Operation(summary = "Which of these is best?")
    @Requires(Role.OPERATOR)
    @PostMapping("/decide")
    ResponseEntity<AgentRunView> decide(
            Caller caller,
            @PathVariable String workspaceId,
            @RequestBody JsonNode input,
            @Parameter(description = WAIT) @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        return ask(caller, workspaceId, "decision", object(input), wait, idempotencyKey);
    }

    private ResponseEntity<AgentRunView> ask(
            Caller caller,
            String workspaceId,
            String agent,
            ObjectNode input,
            @Nullable String wait,
            @Nullable String idempotencyKey) {
        WorkspacePath.require(caller, workspaceId);
        Duration longest = AgentAnswers.wait(wait);
        ExecuteAgentRequest request = new ExecuteAgentRequest(agent, input, null, null, null, null);
        Job run = starts.start(caller, request, idempotencyKey);
        return answers.answer(caller, run, longest);
    }

    private static ObjectNode about(@Nullable JsonNode input, String field, String id) {
        ObjectNode about = object(input);
        if (about.has(field)) {
            throw Problem.malformed("/" + field, field + " is in the path");
        }
        return about.put(field, id);
    }

    private static ObjectNode object(@Nullable JsonNode input) {
        if (input == null || input.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (input instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw Problem.malformed("", "the body is an object: the agent's input");
    }
}
