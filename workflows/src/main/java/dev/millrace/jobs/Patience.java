package dev.millrace.jobs;

import dev.millrace.problems.ProblemType;
import io.temporal.failure.TemporalFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides, for one step, whether a failure that its retries did not heal ends the job: an outage is waited out, however
 * long; a worker that dies again and again is given new attempts only while the work gets further between them.
 */
public final class Patience {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private Duration nextWait = FIRST_WAIT;
    private long furthest = Long.MIN_VALUE;

    /** How long to wait before what failed is tried again; empty when it is not. */
    public Optional<Duration> after(TemporalFailure failure) {
        return after(FailureCause.of(failure));
    }

    /** As the other. */
    Optional<Duration> after(FailureCause cause) {
        return switch (cause) {
            case FailureCause.Reported reported ->
                reported.type() == ProblemType.UNAVAILABLE ? Optional.of(longerEachTime()) : Optional.empty();
            case FailureCause.Silent silent -> afterSilence(silent.position());
        };
    }

    private Duration longerEachTime() {
        Duration wait = nextWait;
        Duration doubled = wait.multipliedBy(2);
        nextWait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        return wait;
    }

    private Optional<Duration> afterSilence(long position) {
        boolean gotFurther = position >= 0 && position > furthest;
        furthest = Math.max(furthest, position);
        return gotFurther ? Optional.of(AT_ONCE) : Optional.empty();
    }
}
