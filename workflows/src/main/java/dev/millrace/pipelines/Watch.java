package dev.millrace.pipelines;

import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Watches the steps of a workflow, for as long as it runs: hands pauses on to its children, and tells what is to be shown. */
final class Watch {
    private final Site site;
    private final BooleanSupplier paused;
    private final Consumer<Seen> show;
    private Seen shown = new Seen(false, false, 0);

    Watch(Site site, BooleanSupplier paused, Consumer<Seen> show) {
        this.site = site;
        this.paused = paused;
        this.show = show;
    }

    void begin() {
        Async.procedure(() -> {
            while (true) {
                Workflow.await(() -> !seen().equals(shown));
                Seen now = seen();
                if (now.pauseWanted() != shown.pauseWanted()) {
                    site.tellChildren(now.pauseWanted() ? "pause" : "continue");
                }
                shown = now;
                show.accept(now);
            }
        });
    }

    private Seen seen() {
        boolean wanted = paused.getAsBoolean();
        return new Seen(wanted, wanted && site.busy().isEmpty(), site.waiting());
    }

    /** {@code atRest}: a pause is wanted, and nothing is under way here. {@code waiting} steps wait for somebody. */
    record Seen(boolean pauseWanted, boolean atRest, int waiting) {}
}
