package dev.millrace.training;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.ThreadBudget;
import dev.millrace.jobs.WorkMeter;
import dev.millrace.training.algorithm.Checkpoint;
import dev.millrace.training.algorithm.FitMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a fit with its job: reports what it tells, stores its checkpoints at a bounded rate, and stops it when its
 * activity is stopped, after a last checkpoint. A fit is not ended by an outage of the database while it works.
 */
final class ReportingMonitor implements FitMonitor {
    /** Storing checkpoints takes at most this part of the time. */
    private static final int SHARE_OF_TIME = 20;

    private static final Logger log = LoggerFactory.getLogger(ReportingMonitor.class);

    private final JobRef job;
    private final TrainingPart part;
    private final Heartbeat heartbeat;
    private final JobReport report;
    private final WorkMeter meter;
    private final Checkpoints checkpoints;
    private final Duration interval;
    private final ThreadBudget.Share threads;
    private final Clock clock;
    private Instant nextCheckpoint;
    private int lastStored;

    ReportingMonitor(
            JobRef job,
            TrainingPart part,
            Attempt attempt,
            Checkpoints checkpoints,
            CheckpointInterval interval,
            ThreadBudget.Share threads,
            Clock clock) {
        this.job = job;
        this.part = part;
        this.heartbeat = attempt.heartbeat();
        this.report = attempt.report();
        this.meter = attempt.meter();
        this.checkpoints = checkpoints;
        this.interval = interval.value();
        this.threads = threads;
        this.clock = clock;
        this.nextCheckpoint = clock.instant().plus(this.interval);
    }

    @Override
    public void progress(double fraction) {
        meter.reached(fraction);
    }

    /** The series of other folds, and of the fit on all rows, would be mixed up with that of the judged one. */
    @Override
    public void metric(int step, String name, double value) {
        if (part.equals(TrainingPart.TRAIN) || part.equals(TrainingPart.fold(1))) {
            tell(() -> report.metric(name, step, value));
        }
    }

    @Override
    public void checkpoint(int step, Checkpoint.State state) {
        Instant began = clock.instant();
        boolean due = heartbeat.stopped() || !began.isBefore(nextCheckpoint);
        if (!due || step == lastStored) {
            return;
        }
        tell(() -> {
            checkpoints.save(job, part.step("fit"), step, state);
            lastStored = step;
            heartbeat.reached(step);
        });
        Instant ended = clock.instant();
        Duration pause = Duration.between(began, ended).multipliedBy(SHARE_OF_TIME);
        nextCheckpoint = ended.plus(pause.compareTo(interval) > 0 ? pause : interval);
    }

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        Optional<Checkpoint> latest = checkpoints.latest(job, part.step("fit"));
        latest.ifPresent(checkpoint -> {
            heartbeat.reached(checkpoint.step());
            report.info("The fit goes on from step " + checkpoint.step());
        });
        return latest;
    }

    @Override
    public void throwIfCancelled() {
        heartbeat.throwIfStopped();
    }

    @Override
    public int threads() {
        return threads.threads();
    }

    private void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException outage) {
            log.warn("Job {} works on, but could not tell how far it is", job.job(), outage);
        }
    }
}
