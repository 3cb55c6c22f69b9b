package dev.millrace.tuning;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tuning.pruning.Pruners;
import io.temporal.client.ActivityCompletionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Does one trial, and says what came of it. Only what is nobody's fault, such as an outage, ends as an exception. */
@Component
final class TrialRun {
    private static final Logger log = LoggerFactory.getLogger(TrialRun.class);

    private final TrialScorer scorer;
    private final Reports reports;
    private final Clock clock;

    TrialRun(TrialScorer scorer, Reports reports, Clock clock) {
        this.scorer = scorer;
        this.reports = reports;
        this.clock = clock;
    }

    Ended run(JobRef job, TuningSpec spec, Trial trial, Heartbeat heartbeat, BooleanSupplier studyEnded) {
        Instant began = clock.instant();
        Watch watch =
                new Watch(job, trial, reports, Pruners.of(spec.pruner(), spec.seed()), heartbeat, studyEnded, clock);
        Ended ended = ended(job, spec, trial, watch, began);
        watch.flush();
        return ended;
    }

    private Ended ended(JobRef job, TuningSpec spec, Trial trial, Watch watch, Instant began) {
        try {
            Map<String, Double> metrics = scorer.score(job, spec, trial.candidate(), watch);
            return judged(spec, metrics, since(began));
        } catch (StopReason stop) {
            return stop.isPruned()
                    ? new Ended.Pruned(watch.lastStep(), watch.lastLoss(), since(began))
                    : new Ended.Cancelled(since(began));
        } catch (ActivityCompletionException | CancellationException | DataAccessException | TransactionException e) {
            throw e;
        } catch (Problem problem) {
            if (problem.type().passesWithTime()) {
                throw problem;
            }
            return new Ended.Failed(problem.detail(), since(began));
        } catch (RuntimeException | OutOfMemoryError failure) {
            log.warn("Trial {} of study {} failed", trial.number(), job.job(), failure);
            return new Ended.Failed(
                    failure instanceof OutOfMemoryError
                            ? "it did not fit into the worker's memory"
                            : "the fit failed: " + failure.getMessage(),
                    since(began));
        }
    }

    private static Ended judged(TuningSpec spec, Map<String, Double> metrics, Duration took) {
        String metric = spec.objective().metric();
        Double value = metrics.get(metric);
        return value == null || !Double.isFinite(value)
                ? new Ended.Failed(metric + " could not be measured on the validation rows", took)
                : new Ended.Completed(value, metrics, took);
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant());
    }
}
