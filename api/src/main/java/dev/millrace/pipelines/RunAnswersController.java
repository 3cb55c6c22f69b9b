package dev.millrace.pipelines;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.RunReplies;
import dev.millrace.jobs.RunView;
import dev.millrace.jobs.RunViews;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What runs are told from outside: signals, answers, events. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/ai/workflows/{id}")
class RunAnswersController {
    private final JobControls controls;
    private final RunAnswers answers;
    private final Map<JobKind, RunReplies> replies;
    private final Jobs jobs;
    private final RunViews views;

    RunAnswersController(
            JobControls controls, RunAnswers answers, ObjectProvider<RunReplies> replies, Jobs jobs, RunViews views) {
        this.controls = controls;
        this.answers = answers;
        this.replies = replies.stream().collect(Collectors.toMap(RunReplies::kind, Function.identity()));
        this.jobs = jobs;
        this.views = views;
    }

    @Operation(summary = "Continue a paused run, or answer a step that waits", description = """
                    Without a body: the run goes on. With one: the step gets its answer, once a worker has taken it, which is asked \
                    for five seconds. The run of an agent waits at tool_<step>_<call> for {approved, comment, arguments}, at budget for \
                    {max_cost}, and, if it is conversational, at user for {message} or {end}.""")
    @ApiResponse(responseCode = "202", description = "The run as it is now.")
    @ApiResponse(responseCode = "403", description = "The approval is for another role, or for others.")
    @ApiResponse(responseCode = "409", description = "Nothing waits there, or not any more; or the run has ended.")
    @Requires(Role.OPERATOR)
    @PutMapping("/continue")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView resume(
            Caller caller,
            @PathVariable JobId id,
            @RequestBody(required = false) @Nullable AnswerRequest answer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Job job = answer == null ? controls.resume(caller.tenant(), id) : answered(caller, id, answer, idempotencyKey);
        return views.of(caller, job);
    }

    private Job answered(Caller caller, JobId id, AnswerRequest answer, @Nullable String idempotencyKey) {
        RunReplies own = replies.get(jobs.get(caller.tenant(), id).kind());
        return own == null
                ? answers.answer(caller.tenant(), id, answer.step(), answer.input(), respondent(caller), idempotencyKey)
                : own.answer(caller, id, answer.step(), answer.input(), idempotencyKey);
    }

    @Operation(summary = "Send a signal", description = """
                    pause, continue or cancel. To the run of a pipeline also any event: it is kept until a step waits for it, and \
                    the body, an object, is the event's data.""")
    @Requires(Role.OPERATOR)
    @PostMapping("/signals/{name}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView signal(
            Caller caller,
            @PathVariable JobId id,
            @PathVariable String name,
            @RequestBody(required = false) @Nullable JsonNode data) {
        Job job = switch (name) {
            case "pause" -> controls.pause(caller.tenant(), id);
            case "continue" -> controls.resume(caller.tenant(), id);
            case "cancel" -> controls.cancel(caller.tenant(), id);
            default -> answers.event(caller.tenant(), id, name, data, respondent(caller));
        };
        return views.of(caller, job);
    }

    private static Respondent respondent(Caller caller) {
        return new Respondent(caller.actor(), caller.role());
    }
}
