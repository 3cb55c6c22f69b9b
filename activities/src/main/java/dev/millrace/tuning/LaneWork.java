package dev.millrace.tuning;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import io.temporal.client.ActivityCompletionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * One lane of a study for a slice of time: trials that are short share it, one that is longer has it for itself.
 * {@code millrace.tuning.slice}: how long no other trial begins in it, 10 seconds unless set.
 */
@Component
final class LaneWork {
    private final Trials trials;
    private final TrialRun runs;
    private final StudyNews news;
    private final Clock clock;
    private final Duration slice;

    LaneWork(
            Trials trials,
            TrialRun runs,
            StudyNews news,
            Clock clock,
            @Value("${millrace.tuning.slice:10s}") Duration slice) {
        this.trials = trials;
        this.runs = runs;
        this.news = news;
        this.clock = clock;
        this.slice = slice;
    }

    StudyState work(JobRef job, TuningSpec spec, Lease lease, Heartbeat heartbeat) {
        Instant end = clock.instant().plus(slice);
        trials.takeOver(job, spec, lease);
        TrialEnds.@Nullable Result result = null;
        try (StudyNews.Telling telling = news.open(job, spec)) {
            while (true) {
                boolean more = !heartbeat.stopped()
                        && (result == null || clock.instant().isBefore(end));
                Trials.Turn turn = trials.advance(job, spec, lease, result, more);
                telling.tell(turn.study());
                Trial trial = turn.trial();
                if (trial == null) {
                    heartbeat.throwIfStopped();
                    return turn.state();
                }
                result = new TrialEnds.Result(trial.number(), lease, run(job, spec, trial, lease, heartbeat));
                heartbeat.reached(turn.study().ended());
            }
        }
    }

    private Ended run(JobRef job, TuningSpec spec, Trial trial, Lease lease, Heartbeat heartbeat) {
        try {
            return runs.run(job, spec, trial, heartbeat, () -> over(job, spec, lease));
        } catch (ActivityCompletionException | CancellationException stopped) {
            trials.interrupted(job, trial.number(), lease);
            throw stopped;
        }
    }

    private boolean over(JobRef job, TuningSpec spec, Lease lease) {
        Study study = trials.study(job);
        return study.epoch() != lease.epoch()
                || study.end(spec, clock.instant()).isPresent();
    }
}
