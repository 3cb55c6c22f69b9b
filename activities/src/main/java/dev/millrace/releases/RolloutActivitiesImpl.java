package dev.millrace.releases;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.models.Rollouts;
import dev.millrace.problems.Problem;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Shows users each effect, and leaves it to the class that is named after it. */
@Component
public final class RolloutActivitiesImpl implements RolloutActivities {
    private static final Verdict UNGUARDED = new Verdict(Verdict.Kind.FINE, "there is no guard");

    private final StepRecorder recorder;
    private final JobResults results;
    private final Rollouts rollouts;
    private final GuardCheck guards;
    private final Comparing comparing;
    private final Finishing finishing;

    RolloutActivitiesImpl(
            StepRecorder recorder,
            JobResults results,
            Rollouts rollouts,
            GuardCheck guards,
            Comparing comparing,
            Finishing finishing) {
        this.recorder = recorder;
        this.results = results;
        this.rollouts = rollouts;
        this.guards = guards;
        this.comparing = comparing;
        this.finishing = finishing;
    }

    @Override
    public void shift(RolloutRequest request, int number) {
        RolloutSpec spec = request.spec();
        Stage stage = spec.stages().get(number);
        String name = stage.shadow() ? "shadow" : "traffic_" + stage.percent();
        Map<String, Object> shown =
                Map.of("state", "rolling_out", "stage", number, "traffic", stage.share(), "shadow", stage.shadow());
        recorder.record(request.job(), name, "traffic", shown, () -> {
            if (!rollouts.shift(
                    request.job().tenant(),
                    spec.modelId(),
                    request.job().job(),
                    number,
                    stage.share(),
                    stage.shadow())) {
                throw ended();
            }
        });
        results.merge(request.job(), shown);
    }

    @Override
    public Verdict check(RolloutRequest request, int stage) {
        Verdict verdict = switch (request.spec().strategy()) {
            case CANARY -> guarded(request, stage);
            case AB -> comparing.check(request);
            case SHADOW, IMMEDIATE -> UNGUARDED;
        };
        if (!verdict.equals(UNGUARDED)) {
            results.merge(request.job(), Map.of("guard", verdict.detail()));
        }
        return verdict;
    }

    @Override
    public void ask(JobRef job) {
        results.merge(job, Map.of("awaiting", Approval.STEP));
    }

    @Override
    public void answered(JobRef job, Approval approval) {
        recorder.record(job, Approval.STEP, Approval.STEP, approval, () -> {});
        results.merge(job, Map.of("awaiting", "", "approved", approval.approved()));
    }

    @Override
    public RolloutResult finish(RolloutRequest request) {
        return finishing.finish(request);
    }

    @Override
    public void rollBack(RolloutRequest request, String reason) {
        if (rollouts.rollBack(
                request.job().tenant(), request.spec().modelId(), request.job().job(), reason)) {
            results.merge(request.job(), Map.of("state", "rolled_back", "traffic", 0, "reason", reason));
        }
    }

    private Verdict guarded(RolloutRequest request, int stage) {
        Guard guard = Objects.requireNonNull(request.spec().canary()).guard();
        return guard == null ? UNGUARDED : guards.check(guard, Sides.of(request, stage));
    }

    static Problem ended() {
        return Problem.conflict("the rollout was ended meanwhile");
    }
}
