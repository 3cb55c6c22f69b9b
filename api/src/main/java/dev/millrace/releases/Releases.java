package dev.millrace.releases;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.models.Deployment;
import dev.millrace.models.ModelId;
import dev.millrace.models.Rollouts;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accepts rollouts, and ends them when somebody goes back. */
@Component
final class Releases {
    private final Jobs jobs;
    private final JobControls controls;
    private final Rollouts rollouts;
    private final RolloutSubmissions submissions;

    Releases(Jobs jobs, JobControls controls, Rollouts rollouts, RolloutSubmissions submissions) {
        this.jobs = jobs;
        this.controls = controls;
        this.rollouts = rollouts;
        this.submissions = submissions;
    }

    /** The entry of the rollout in the model's history. */
    Deployment submit(Caller caller, RolloutOrder order, @Nullable String idempotencyKey) {
        RolloutSpec spec = submissions.complete(caller.tenant(), order);
        Submission submission = new Submission(
                JobKind.ROLLOUT,
                spec.modelName(),
                spec,
                Priority.NORMAL,
                caller.actor(),
                TraceFilter.current(),
                idempotencyKey,
                order);
        Job job = jobs.submit(
                caller.tenant(), submission, (jdbc, ref) -> submissions.open(jdbc, ref, spec, caller.actor()));
        return rollouts.of(caller.tenant(), job.ref().job())
                .orElseThrow(() -> Problem.notFound("job", job.ref().job()));
    }

    /** Ends the rollout that is under way, at once: its run is only told. Empty when there is none. */
    Optional<Deployment> end(Caller caller, ModelId model) {
        Optional<JobId> rollout = rollouts.open(caller.tenant(), model).map(Deployment::rollout);
        if (rollout.isEmpty()
                || !rollouts.rollBack(caller.tenant(), model, rollout.get(), "rolled back by " + caller.actor())) {
            return Optional.empty();
        }
        tell(caller, rollout.get());
        return rollouts.of(caller.tenant(), rollout.get());
    }

    /** A run that cannot be told now finds out by itself: it has no more say over the traffic. */
    private void tell(Caller caller, JobId rollout) {
        try {
            controls.cancel(caller.tenant(), rollout);
        } catch (Problem notNow) {
            if (notNow.type() != ProblemType.UNAVAILABLE && notNow.type() != ProblemType.CONFLICT) {
                throw notNow;
            }
        }
    }
}
