package dev.millrace.automl;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs a study over all algorithms that suit the data, for as much of the time as the rest leaves, then chooses, fits,
 * registers, and deploys if asked to.
 */
public final class AutomlWorkflowImpl extends JobWorkflow implements AutomlWorkflow {
    private static final int LOOKS = 40;
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

    private final AutomlRequest request;
    private final AutomlSpec spec;
    private final FollowActivities rows = Workflow.newLocalActivityStub(FollowActivities.class, Policies.bookkeeping());
    private final Stopwatch watch;
    private @Nullable StudyRun search;

    @WorkflowInit
    public AutomlWorkflowImpl(AutomlRequest request) {
        super(request.job());
        this.request = request;
        this.spec = request.spec();
        this.watch = new Stopwatch(spec.timeBudget());
    }

    @Override
    public AutomlResult find(AutomlRequest sameRequest) {
        return job.run(this::steps);
    }

    private AutomlResult steps() {
        job.step(
                "validate",
                () -> with(Policies.io("Check data set, columns and algorithms"))
                        .validate(request));
        ChildRun study =
                job.step("study", () -> with(Policies.io("Set the study up")).study(request, watch.left()));
        job.step("search", () -> search(study));
        Choice choice = choose(study, watch.left());
        FittedChoice fitted = job.resumableStep(
                "fit",
                () -> with(Policies.training("Fit what was chosen on all rows")).fit(request, choice));
        return release(choice, fitted);
    }

    private void search(ChildRun study) {
        StudyRun run = search == null ? new StudyRun(study, spec.priority(), job, watch) : search;
        search = run;
        Duration period = spec.timeBudget().dividedBy(LOOKS);
        run.await(
                period.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : period,
                left -> rows.follow(request, study.job(), left));
    }

    private Choice choose(ChildRun study, Duration left) {
        var activities = with(Policies.training("Choose among the best, alone or together"));
        return job.resumableStep("choose", () -> activities.choose(request, study, left));
    }

    private AutomlResult release(Choice choice, FittedChoice fitted) {
        AutomlResult registered = job.step(
                "register",
                () -> with(Policies.io("Register a version of " + spec.modelName()))
                        .register(request, choice, fitted));
        return spec.autoDeploy() == null
                ? registered
                : job.step(
                        "deploy",
                        () -> with(Policies.io("Deploy the version if it is good enough"))
                                .deploy(request, registered));
    }

    private static AutomlActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(AutomlActivities.class, options);
    }
}
