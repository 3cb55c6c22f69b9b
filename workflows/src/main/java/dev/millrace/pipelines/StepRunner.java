package dev.millrace.pipelines;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.Patience;
import dev.millrace.jobs.Policies;
import dev.millrace.pipelines.PipelineActivities.Concluded;
import dev.millrace.pipelines.PipelineActivities.Launched;
import dev.millrace.pipelines.PipelineActivities.Opened;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does one step that is not made of others: an activity, a job of its own, or a wait. */
final class StepRunner {
    private final PipelineActivities rows;
    private final Site site;

    StepRunner(PipelineActivities rows, Site site) {
        this.rows = rows;
        this.site = site;
    }

    /** An outage is waited out, however long; a worker that dies gets a few attempts more than the step's own. */
    Outcome task(StepCall call, StepPlan step, StepKind.Task task) {
        StepActivities activities = Workflow.newActivityStub(
                StepActivities.class,
                Policies.step(
                        task.queue(),
                        "`" + call.path() + "` (" + step.type() + ")",
                        step.retry().maxAttempts(),
                        step.timeout(),
                        step.priority()));
        Patience patience = new Patience();
        while (true) {
            try {
                return Outcome.of(site.busy(call.path(), () -> activities.run(call)));
            } catch (ActivityFailure failure) {
                awaitNextTry(call, step, patience, failure);
            }
        }
    }

    /** Each attempt is a job of its own. */
    Outcome job(StepCall call, StepPlan step) {
        Duration backoff = step.retry().backoff();
        for (int attempt = 1; ; attempt++) {
            Launched launched = rows.launch(call, attempt);
            if (launched.settled() != null) {
                return Outcome.of(launched.settled());
            }
            Concluded concluded = run(call, step, attempt, launched.child());
            if (concluded.failure() == null) {
                return Outcome.COMPLETED;
            }
            if (!concluded.again()) {
                return Outcome.failed(call, concluded.failure());
            }
            Workflow.sleep(backoff);
            backoff = backoff.multipliedBy(2);
            site.hold();
        }
    }

    /** @param person whether it is a human who answers */
    Outcome await(StepCall call, boolean person) {
        Opened opened = rows.open(call, Workflow.getInfo().getWorkflowId());
        if (opened.settled() != null) {
            return Outcome.of(opened.settled());
        }
        Answers answers = site.answers();
        answers.expect(call.path(), opened.event(), person);
        Answer answer;
        try {
            awaitAnswer(call, opened.seconds());
        } finally {
            answer = answers.end(call.path()).orElse(null);
        }
        return Outcome.of(rows.close(call, answer));
    }

    private void awaitAnswer(StepCall call, @Nullable Long seconds) {
        if (seconds == null) {
            Workflow.await(() -> site.answers().hasCome(call.path()));
        } else {
            Workflow.await(Duration.ofSeconds(seconds), () -> site.answers().hasCome(call.path()));
        }
    }

    private Concluded run(StepCall call, StepPlan step, int attempt, @Nullable ChildRun child) {
        if (child == null) {
            throw new IllegalStateException("there is nothing to run for " + call.path());
        }
        try {
            site.child(child.workflowId(), () -> {
                child.run(step.priority(), "`" + call.path() + "` (" + step.type() + ")");
                return child;
            });
        } catch (ChildWorkflowFailure failure) {
            if (failure.getCause() instanceof CanceledFailure
                    && io.temporal.workflow.CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
        }
        return rows.conclude(call, child.job(), attempt);
    }

    private void awaitNextTry(StepCall call, StepPlan step, Patience patience, ActivityFailure failure) {
        if (io.temporal.workflow.CancellationScope.current().isCancelRequested()) {
            throw failure;
        }
        if (ranOutOfTime(failure)) {
            Problem expired = new Problem(ProblemType.EXPIRED, "it did not end within its timeout, " + step.timeout());
            rows.failed(call, JobFailure.of(expired));
            throw expired;
        }
        Duration wait = patience.after((TemporalFailure) failure).orElse(null);
        if (wait == null) {
            rows.failed(call, JobFailure.of(failure));
            throw failure;
        }
        Workflow.sleep(wait);
        site.hold();
    }

    private static boolean ranOutOfTime(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE;
    }
}
