package dev.millrace.releases;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Script;
import dev.millrace.models.ModelId;
import dev.millrace.models.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A rollout whose samples say what a test wants; each step is fine unless told otherwise. */
public final class FakeRollout implements RolloutActivities {
    static final Verdict FINE = new Verdict(Verdict.Kind.FINE, "error_rate is 0 over 100 requests");
    static final Verdict WAITING = new Verdict(Verdict.Kind.WAITING, "there are 3");
    static final Verdict BAD = new Verdict(Verdict.Kind.BREACHED, "error_rate is 0.5, and has to be at most 0.05");

    private final Script script;
    private final IntFunction<Verdict> verdicts;
    private int checks;

    FakeRollout(Script script, IntFunction<Verdict> verdictOfCheck) {
        this.script = script;
        this.verdicts = verdictOfCheck;
    }

    public static FlowFixture fixture(Script script) {
        return fixture(new FakeRollout(script, _ -> FINE));
    }

    static FlowFixture fixture(FakeRollout rollout) {
        return new FlowFixture(List.of(RolloutWorkflowImpl.class), rollout, rollout);
    }

    public static RolloutRequest request() {
        return canary(List.of(25, 100), Duration.ofSeconds(3), false);
    }

    static RolloutRequest canary(List<Integer> steps, Duration hold, boolean approval) {
        Guard guard = new Guard("error_rate", 0.05, null, 100L);
        return request(Strategy.CANARY, new Canary(steps, hold, guard, approval, Duration.ofHours(1)), null, null);
    }

    static RolloutRequest request(
            Strategy strategy, @Nullable Canary canary, @Nullable ShadowPlan shadow, @Nullable AbTest ab) {
        ModelId model = new ModelId(UUID.fromString("01890000-0000-7000-8000-000000000009"));
        return new RolloutRequest(
                FlowFixture.JOB, new RolloutSpec(model, "churn", "classification", 1, 2, strategy, canary, shadow, ab));
    }

    @Override
    public void shift(RolloutRequest request, int stage) {
        script.play("shift " + request.spec().stages().get(stage).percent());
    }

    @Override
    public Verdict check(RolloutRequest request, int stage) {
        script.play("check");
        synchronized (this) {
            return verdicts.apply(checks++);
        }
    }

    @Override
    public void ask(JobRef job) {
        script.play("ask");
    }

    @Override
    public void answered(JobRef job, Approval approval) {
        script.play("answered by " + approval.by());
    }

    @Override
    public RolloutResult finish(RolloutRequest request) {
        script.play("finish");
        return new RolloutResult(true, "it kept to its guard in every step");
    }

    @Override
    public void rollBack(RolloutRequest request, String reason) {
        script.play("roll back: " + reason);
    }
}
