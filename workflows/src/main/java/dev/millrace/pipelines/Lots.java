package dev.millrace.pipelines;

import dev.millrace.jobs.Policies;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/**
 * Does several quick steps by one activity, since an activity costs more than they do. A step that takes long is alone in its
 * lot: no other is begun after half a second.
 */
final class Lots {
    static final int LARGEST = 20;
    private static final int LONGEST_MILLIS = 500;
    private static final String VERSION = "lots";

    private final Site site;

    Lots(Site site) {
        this.site = site;
    }

    /** Whether this run does lots at all: one that an earlier release began does not. */
    boolean inUse() {
        return Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) == 1;
    }

    /** How many would have been done in the time that there is. */
    static int fitting(LotEnd end) {
        long fitting = end.completed() * (long) LONGEST_MILLIS / Math.max(1, end.millis());
        return Math.clamp(fitting, 1, LARGEST);
    }

    /** Empty when the activity came to grief: then each is to be done on its own, which finds what was done. */
    Optional<LotEnd> run(List<StepCall> calls, StepPlan step, StepKind.Task task) {
        Lot lot = Lot.of(calls);
        StepActivities activities = Workflow.newActivityStub(
                StepActivities.class,
                Policies.lot(
                        task.queue(),
                        "`" + lot.summary() + "` (" + step.type() + ")",
                        step.timeout(),
                        step.priority()));
        try {
            return Optional.of(site.busy(lot.summary(), () -> activities.runLot(lot)))
                    .filter(end -> end.completed() > 0 || end.halt() != null);
        } catch (ActivityFailure failure) {
            if (CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
