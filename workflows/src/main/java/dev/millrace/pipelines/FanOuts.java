package dev.millrace.pipelines;

import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Does a step for each of its items, no more than its window at a time: in lots, where the step is one that an activity does. */
final class FanOuts {
    private final Interpreter interpreter;
    private final Site site;
    private final Lots lots;

    FanOuts(Interpreter interpreter, Site site, Lots lots) {
        this.interpreter = interpreter;
        this.site = site;
        this.lots = lots;
    }

    /** Items {@code from} up to, but without, {@code to}: how many failed, and why the first one did. */
    PartResult items(StepCall call, StepPlan step, StepPlan.FanOut fan, int from, int to) {
        PendingItems pending = step.kind() instanceof StepKind.Task && lots.inUse()
                ? PendingItems.inLots(from, to, fan.window())
                : PendingItems.eachAlone(from, to);
        ItemFailures failures = new ItemFailures();
        BooleanSupplier stopped = () -> fan.stops() && failures.any();
        InFlight inFlight = new InFlight();
        try {
            do {
                while (!pending.isEmpty() && !stopped.getAsBoolean()) {
                    site.hold();
                    List<Integer> lot = pending.next();
                    inFlight.start(() -> work(call, step, lot, pending, failures));
                    Workflow.await(() -> inFlight.count() < fan.window() || stopped.getAsBoolean());
                }
                Workflow.await(() -> inFlight.count() == 0 || (!pending.isEmpty() && !stopped.getAsBoolean()));
            } while (!pending.isEmpty() && !stopped.getAsBoolean());
        } finally {
            inFlight.drain();
        }
        return failures.result();
    }

    private void work(StepCall call, StepPlan step, List<Integer> lot, PendingItems pending, ItemFailures failures) {
        if (pending.isAlone(lot.getFirst()) || !(step.kind() instanceof StepKind.Task task)) {
            lot.forEach(item -> failures.note(item, interpreter.settleItem(call.numbered(item), step)));
            return;
        }
        Optional<LotEnd> end = lots.run(lot.stream().map(call::numbered).toList(), step, task);
        if (end.isEmpty()) {
            pending.comeToGrief(lot);
        } else {
            pending.ended(lot, end.get());
            halted(call, step, lot, end.get(), failures);
        }
    }

    private void halted(StepCall call, StepPlan step, List<Integer> lot, LotEnd end, ItemFailures failures) {
        if (end.halt() == null) {
            return;
        }
        int item = lot.get(end.completed());
        switch (end.halt()) {
            case LotEnd.Skipped skipped -> {}
            case LotEnd.Failed failed -> failures.note(item, Outcome.failed(call.numbered(item), failed.reason()));
            case LotEnd.Again again -> {
                Workflow.sleep(again.delay());
                site.hold();
                failures.note(item, interpreter.settleItem(call.numbered(item), step));
            }
        }
    }
}
