package dev.millrace.tuning;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.tuning.pruning.Pruner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One trial under way: stops it with its lane, with its study, or when it does not look promising, and stores what it
 * reports, at most twice a second where nothing is decided by it.
 */
final class Watch implements TrialWatch {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final JobRef job;
    private final Trial trial;
    private final Reports reports;
    private final Pruner pruner;
    private final Heartbeat heartbeat;
    private final BooleanSupplier studyEnded;
    private final Clock clock;
    private final SortedMap<Integer, Double> unwritten = new TreeMap<>();
    private Instant written;
    private volatile Instant looked;
    private int lastStep;
    private @Nullable Double lastLoss;

    /** @param studyEnded asked once a second */
    Watch(
            JobRef job,
            Trial trial,
            Reports reports,
            Pruner pruner,
            Heartbeat heartbeat,
            BooleanSupplier studyEnded,
            Clock clock) {
        this.job = job;
        this.trial = trial;
        this.reports = reports;
        this.pruner = pruner;
        this.heartbeat = heartbeat;
        this.studyEnded = studyEnded;
        this.clock = clock;
        this.written = clock.instant();
        this.looked = written;
    }

    @Override
    public void throwIfStopped() {
        heartbeat.throwIfStopped();
        Instant now = clock.instant();
        if (now.isAfter(looked.plus(PERIOD.multipliedBy(2)))) {
            looked = now;
            if (studyEnded.getAsBoolean()) {
                throw StopReason.studyEnded();
            }
        }
    }

    @Override
    public void report(int step, double loss, boolean sameAlgorithmOnly) {
        int before = lastStep;
        lastStep = step;
        if (!Double.isFinite(loss)) {
            lastLoss = null;
            throw StopReason.pruned();
        }
        lastLoss = loss;
        unwritten.put(step, loss);
        if (pruner.decidesAt(before, step)) {
            var curves = reports.compare(job, trial, unwritten, sameAlgorithmOnly);
            wrote();
            if (pruner.prunes(trial.number(), curves)) {
                throw StopReason.pruned();
            }
        } else if (clock.instant().isAfter(written.plus(PERIOD))) {
            flush();
        }
        throwIfStopped();
    }

    /** Stores what is not stored yet. */
    void flush() {
        if (!unwritten.isEmpty()) {
            reports.write(job, trial.number(), unwritten);
        }
        wrote();
    }

    int lastStep() {
        return lastStep;
    }

    @Nullable
    Double lastLoss() {
        return lastLoss;
    }

    private void wrote() {
        unwritten.clear();
        written = clock.instant();
    }
}
