package dev.millrace.releases;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How long a step has been held, pauses left out, and when to look next: often at first, when a bad version shows. */
final class HoldClock {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofSeconds(15);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration MIDDLE = Duration.ofMinutes(10);

    private final long began = Workflow.currentTimeMillis();
    private Duration before;
    private long since = began;
    private boolean stopped;

    HoldClock(Duration heldBefore) {
        before = heldBefore;
    }

    Duration held() {
        return stopped ? before : before.plusMillis(Workflow.currentTimeMillis() - since);
    }

    boolean isHeld() {
        return stopped;
    }

    void hold(boolean stop) {
        if (stop != stopped) {
            before = held();
            since = Workflow.currentTimeMillis();
            stopped = stop;
        }
    }

    /** Not later than the step's hold ends. */
    Duration untilNextLook(Stage stage) {
        Duration left = stage.hold().minus(held());
        Duration usual = untilNextLook();
        return !stopped && left.isPositive() && left.compareTo(usual) < 0 ? left : usual;
    }

    Duration untilNextLook() {
        Duration watched = Duration.ofMillis(Workflow.currentTimeMillis() - began);
        if (watched.compareTo(EARLY) < 0) {
            return SOON;
        }
        return watched.compareTo(MIDDLE) < 0 ? LATER : SELDOM;
    }
}
