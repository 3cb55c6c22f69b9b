package dev.millrace.agents;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobLinks;
import dev.millrace.jobs.JobStatus;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What callers of agents are told: the answer when it comes in time, else the run that they can come back to. */
@Component
final class AgentAnswers {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final RunWaiter waiter;
    private final JobLinks links;

    AgentAnswers(RunWaiter waiter, JobLinks links) {
        this.waiter = waiter;
        this.links = links;
    }

    /** @throws Problem of what the run has failed for, when it has within the time */
    ResponseEntity<AgentRunView> answer(Caller caller, Job run, Duration wait) {
        Job now = waiter.await(run.ref(), wait, AgentAnswers::isSettled);
        JobFailure failure = now.error();
        if (now.status() == JobStatus.FAILED && failure != null) {
            throw new Problem(type(failure), "run " + now.ref().job() + ": " + failure.detail());
        }
        AgentRunView view = view(caller, now);
        return isAnswered(now)
                ? ResponseEntity.ok(view)
                : ResponseEntity.accepted()
                        .location(URI.create(view.links().self()))
                        .body(view);
    }

    AgentRunView view(Caller caller, Job run) {
        return AgentRunView.of(run, links.of(caller, run));
    }

    /** @throws Problem MALFORMED, INVALID when it is no time that anybody may wait */
    static Duration wait(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return USUAL;
        }
        try {
            Duration wait = Duration.parse(text.strip());
            if (!wait.isNegative() && wait.compareTo(LONGEST) <= 0) {
                return wait;
            }
        } catch (DateTimeException e) {
            throw Problem.malformed("wait", "wait is an ISO 8601 duration such as PT10S, PT0S to PT2M");
        }
        throw Problem.invalid("wait", "wait is PT0S to PT2M");
    }

    private static boolean isSettled(Job run) {
        return run.status().isFinal() || run.status() == JobStatus.AWAITING_INPUT;
    }

    private static boolean isAnswered(Job run) {
        return run.status() == JobStatus.COMPLETED
                || (run.kind() == JobKind.AGENT
                        && run.status() == JobStatus.AWAITING_INPUT
                        && AgentOutcome.isThere(run));
    }

    private static ProblemType type(JobFailure failure) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.uri().equals(failure.type()))
                .findFirst()
                .orElse(ProblemType.STEP_FAILED);
    }
}
