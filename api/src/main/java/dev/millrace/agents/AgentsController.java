package dev.millrace.agents;

import dev.millrace.events.EventStream;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFilter;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobPages;
import dev.millrace.jobs.JobStatus;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks agents: each question is a durable run, answered at once when it is quick. */
@Tag(name = "Agents", description = "Agents that answer about the business, alone or several together.")
@RestController
@RequestMapping("/api/agents/{workspaceId}")
final class AgentsController {
    private final AgentStarts starts;
    private final AgentAnswers answers;
    private final EventStream events;
    private final JobPages pages;

    AgentsController(AgentStarts starts, AgentAnswers answers, EventStream events, JobPages pages) {
        this.starts = starts;
        this.answers = answers;
        this.events = events;
        this.pages = pages;
    }

    @Operation(summary = "Ask an agent", description = """
                    A durable run. Answered with its result when that is ready within ?wait=, else with the run. With stream the \
                    answer is the run's events as they come, as GET /api/v1/ai/workflows/{id}/events has them.""")
    @ApiResponse(responseCode = "200", description = "The result.")
    @ApiResponse(responseCode = "202", description = "The run, which goes on; Location is where it is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such agent, or not what it is asked about.")
    @Requires(Role.OPERATOR)
    @PostMapping("/execute")
    @Nullable
    ResponseEntity<AgentRunView> execute(
            Caller caller,
            @PathVariable String workspaceId,
            @RequestBody ExecuteAgentRequest request,
            @Parameter(description = "How long to wait for the result: PT0S to PT2M, PT10S unless given.")
                    @RequestParam(required = false)
                    @Nullable
                    String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            HttpServletResponse response) {
        WorkspacePath.require(caller, workspaceId);
        Duration longest = AgentAnswers.wait(wait);
        Job run = starts.start(caller, request, idempotencyKey);
        if (request.streams()) {
            response.setHeader("Millrace-Run", run.ref().job().toString());
            events.send(caller.tenant(), run.ref().job().value(), null, response);
            return null;
        }
        return answers.answer(caller, run, longest);
    }

    @Operation(summary = "Ask several agents", description = """
                    In sequence each is given what those before it have found; in parallel all work at once; a supervisor decides \
                    whom to ask next; with handoff whoever has the task names the next. When they come to no result, one agent is \
                    asked alone, and then a person: the run waits as awaiting_input.""")
    @ApiResponse(responseCode = "200", description = "What they have come to.")
    @ApiResponse(responseCode = "202", description = "The run, which goes on; Location is where it is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such agent.")
    @Requires(Role.OPERATOR)
    @PostMapping("/workflow")
    ResponseEntity<AgentRunView> workflow(
            Caller caller,
            @PathVariable String workspaceId,
            @RequestBody FlowRequest request,
            @Parameter(description = "How long to wait for the result: PT0S to PT2M, PT10S unless given.")
                    @RequestParam(required = false)
                    @Nullable
                    String wait,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        WorkspacePath.require(caller, workspaceId);
        Duration longest = AgentAnswers.wait(wait);
        return answers.answer(caller, starts.start(caller, request, idempotencyKey), longest);
    }

    @Operation(summary = "List what agents were asked, newest first")
    @GetMapping("/history")
    AgentRunPage history(
            Caller caller,
            @PathVariable String workspaceId,
            PageRequest page,
            @Parameter(description = "Only runs of this agent.") @RequestParam(required = false) @Nullable String agent,
            @Parameter(description = "Only runs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            @Parameter(description = "Flows of several agents instead of single ones.")
                    @RequestParam(required = false, defaultValue = "false")
                    boolean flows) {
        WorkspacePath.require(caller, workspaceId);
        JobFilter filter = new JobFilter(flows ? JobKind.MULTI_AGENT : JobKind.AGENT, status, agent, null, null);
        return AgentRunPage.of(pages.list(caller, filter, page, run -> answers.view(caller, run)));
    }
}
