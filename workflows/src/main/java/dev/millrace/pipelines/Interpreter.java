package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Policies;
import dev.millrace.pipelines.PipelineActivities.Entered;
import dev.millrace.problems.Problem;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs blocks of steps: each step once those that it needs are through, as many at a time as there are. */
final class Interpreter {
    private static final int STEPS_AT_A_TIME = 50;

    private final JobRef run;
    private final Site site;
    private final PipelineActivities rows =
            Workflow.newLocalActivityStub(PipelineActivities.class, Policies.bookkeeping());
    private final StepRunner runner;
    private final Chains chains;
    private final FanOuts fanOuts;
    private final Shards shards;

    Interpreter(JobRef run, Site site) {
        this.run = run;
        this.site = site;
        this.runner = new StepRunner(rows, site);
        Lots lots = new Lots(site);
        this.chains = new Chains(run, this, site, lots);
        this.fanOuts = new FanOuts(this, site, lots);
        this.shards = new Shards(this, site);
    }

    PipelineActivities rows() {
        return rows;
    }

    /** How the block ended: with the failure of the first step that failed, if one did. */
    Outcome block(String scope, List<StepPlan> steps, Map<String, StepState> done) {
        Board board = new Board(steps, done);
        Map<String, StepFailure> failures = new HashMap<>();
        InFlight inFlight = new InFlight();
        try {
            while (!board.isThrough()) {
                site.hold();
                Map<String, StepState> passed = board.passOver();
                if (passed.isEmpty()) {
                    begin(scope, board, inFlight, failures);
                    int settled = board.settled();
                    Workflow.await(() -> board.settled() > settled);
                } else {
                    record(scope, passed);
                }
            }
        } finally {
            inFlight.drain();
        }
        return board.failed()
                .map(id -> Outcome.failed(Objects.requireNonNull(failures.get(id))))
                .orElse(Outcome.COMPLETED);
    }

    private void begin(String scope, Board board, InFlight inFlight, Map<String, StepFailure> failures) {
        board.begin(STEPS_AT_A_TIME - inFlight.count())
                .forEach(step -> inFlight.start(() -> chains.settle(scope, step, board, failures)));
    }

    /** Items {@code from} up to, but without, {@code to}: how many failed, and why the first one did. */
    PartResult items(StepCall call, StepPlan step, StepPlan.FanOut fan, int from, int to) {
        return fanOuts.items(call, step, fan, from, to);
    }

    /** Iterations from {@code from} on, until the loop is through, or {@code enough} says that this history is long enough. */
    LoopEnd loop(StepCall call, StepKind.Loop loop, int from, BooleanSupplier enough) {
        for (int iteration = from; iteration < loop.maxIterations(); iteration++) {
            site.hold();
            Outcome outcome = block(call.numbered(iteration).path() + ".", loop.body(), Map.of());
            int done = iteration + 1;
            if (outcome.failure() != null || !rows.again(call, iteration)) {
                return new LoopEnd(done, outcome, true);
            }
            if (done < loop.maxIterations() && enough.getAsBoolean()) {
                return new LoopEnd(done, outcome, false);
            }
        }
        return new LoopEnd(loop.maxIterations(), Outcome.COMPLETED, true);
    }

    /** Records how a step made of others ended; {@code number}: the case chosen, or the iterations done. */
    Outcome left(StepCall call, Outcome outcome, int number) {
        if (outcome.failure() != null) {
            return failed(call, outcome.failure());
        }
        rows.leave(call, number);
        return Outcome.COMPLETED;
    }

    Outcome settle(StepCall call, StepPlan step) {
        Supplier<Outcome> work = () -> step.forEach() == null ? once(call, step) : each(call, step, step.forEach());
        boolean bounded = step.timeout() != null && !(step.kind() instanceof StepKind.Task && step.forEach() == null);
        return caught(call, () -> bounded ? within(call, step, work) : work.get());
    }

    private Outcome within(StepCall call, StepPlan step, Supplier<Outcome> work) {
        try {
            return Deadline.within(Objects.requireNonNull(step.timeout()), work);
        } catch (Problem expired) {
            return recorded(call, JobFailure.of(expired));
        }
    }

    Outcome settleItem(StepCall call, StepPlan step) {
        return caught(call, () -> switch (step.kind()) {
            case StepKind.Branch branch -> branch(call, branch, rows.enterItem(call));
            case StepKind.Loop loop -> rows.enterItem(call).skipped() ? Outcome.SKIPPED : repeat(call, step, loop);
            case StepKind.Task task -> runner.task(call, step, task);
            case StepKind.Job job -> runner.job(call, step);
            case StepKind.Wait wait -> runner.await(call, false);
            case StepKind.Approval approval -> runner.await(call, true);
        });
    }

    private Outcome once(StepCall call, StepPlan step) {
        return switch (step.kind()) {
            case StepKind.Branch branch -> branch(call, branch, rows.enter(call));
            case StepKind.Loop loop -> rows.enter(call).skipped() ? Outcome.SKIPPED : repeat(call, step, loop);
            case StepKind.Task task -> runner.task(call, step, task);
            case StepKind.Job job -> runner.job(call, step);
            case StepKind.Wait wait -> runner.await(call, false);
            case StepKind.Approval approval -> runner.await(call, true);
        };
    }

    private Outcome each(StepCall call, StepPlan step, StepPlan.FanOut fan) {
        Entered entered = rows.enter(call);
        if (entered.skipped()) {
            return Outcome.SKIPPED;
        }
        PartResult result = shards.items(call, step, fan, entered.number());
        if (result.failure() != null && fan.stops()) {
            return failed(call, result.failure());
        }
        rows.gather(call);
        return Outcome.COMPLETED;
    }

    private Outcome branch(StepCall call, StepKind.Branch branch, Entered entered) {
        if (entered.skipped()) {
            return Outcome.SKIPPED;
        }
        int chosen = entered.number();
        Outcome outcome = chosen < branch.cases().size()
                ? block(call.path() + ".", branch.cases().get(chosen), Map.of())
                : Outcome.COMPLETED;
        return left(call, outcome, chosen);
    }

    private Outcome repeat(StepCall call, StepPlan step, StepKind.Loop loop) {
        if (loop.apart()) {
            PartResult result = shards.loop(call, step);
            return result.failure() == null ? Outcome.COMPLETED : Outcome.failed(result.failure());
        }
        LoopEnd end = loop(call, loop, 0, () -> false);
        return left(call, end.outcome(), end.iterations());
    }

    private Outcome failed(StepCall call, StepFailure within) {
        rows.failed(call, within.toJobFailure());
        return Outcome.failed(within);
    }

    private Outcome recorded(StepCall call, JobFailure reason) {
        rows.failed(call, reason);
        return Outcome.failed(call, reason);
    }

    private void record(String scope, Map<String, StepState> passed) {
        Map<String, StepState> paths = new LinkedHashMap<>();
        passed.forEach((id, state) -> paths.put(scope + id, state));
        rows.passedOver(run, paths);
    }

    private static Outcome caught(StepCall call, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (TemporalFailure | Problem failure) {
            if (CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
            return Outcome.failed(call, JobFailure.of(failure));
        }
    }
}
