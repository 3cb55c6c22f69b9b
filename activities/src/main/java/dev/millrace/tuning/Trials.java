package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tuning.search.Sampler;
import dev.millrace.tuning.search.Samplers;
import dev.millrace.tuning.search.Space;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trials of studies. What a trial came to and the beginning of the next one are one transaction, in which nobody else
 * changes the study: a number is given once, and a result counted once, whatever dies between.
 */
@Component
public final class Trials {
    /** A trial in the middle of which so many workers died is not tried again. */
    private static final int DEATHS = 3;

    private final TenantTransactions transactions;
    private final TrialLedger ledger;
    private final Clock clock;

    Trials(TenantTransactions transactions, TrialLedger ledger, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.clock = clock;
    }

    public Study study(JobRef job) {
        return transactions.in(job.tenant(), jdbc -> Studies.get(jdbc, job));
    }

    /** @throws Problem NOT_FOUND */
    public Trial get(JobRef job, int number) {
        return transactions
                .in(job.tenant(), jdbc -> TrialRows.find(jdbc, job, number))
                .orElseThrow(() -> Problem.notFound("trial", number));
    }

    /** At most {@code limit} trials, the newest first, with numbers below {@code before}. */
    public List<Trial> list(JobRef job, @Nullable TrialStatus status, @Nullable Integer before, int limit) {
        return transactions.in(job.tenant(), jdbc -> TrialRows.list(jdbc, job, status, before, limit));
    }

    /** As the other, of trials that have one of the statuses. */
    public List<Trial> page(JobRef job, Set<TrialStatus> statuses, @Nullable Integer before, int limit) {
        return transactions.in(job.tenant(), jdbc -> TrialRows.page(jdbc, job, statuses, before, limit));
    }

    StudyState look(JobRef job, TuningSpec spec) {
        return transactions.in(job.tenant(), jdbc -> state(Studies.get(jdbc, job), spec));
    }

    /** Takes no more changes if no trial can begin; called while none runs. */
    boolean close(JobRef job, TuningSpec spec) {
        return locked(job, jdbc -> {
            boolean done = state(Studies.lock(jdbc, job), spec).startable() == 0;
            if (done) {
                Studies.close(jdbc, job);
                TrialRows.cancelWaiting(jdbc, job);
            }
            return done;
        });
    }

    /** What an earlier attempt of the lane left in the middle waits to be tried again, or has failed for good. */
    void takeOver(JobRef job, TuningSpec spec, Lease lease) {
        locked(job, jdbc -> {
            if (Studies.lock(jdbc, job).epoch() == lease.epoch()) {
                TrialRows.running(jdbc, job, lease.lane()).forEach(trial -> lost(jdbc, job, spec, trial));
            }
            return lease;
        });
    }

    /** As {@link #takeOver} for all lanes: none of them works. */
    int enter(JobRef job, TuningSpec spec) {
        return locked(job, jdbc -> {
            Studies.enter(jdbc, job, Studies.lock(jdbc, job), clock.instant());
            TrialRows.running(jdbc, job, null).forEach(trial -> lost(jdbc, job, spec, trial));
            return Studies.get(jdbc, job).epoch();
        });
    }

    /** The lane was told to stop in the middle of the trial. */
    void interrupted(JobRef job, int number, Lease lease) {
        locked(job, jdbc -> {
            Studies.lock(jdbc, job);
            TrialRows.running(jdbc, job, lease.lane()).stream()
                    .filter(trial -> trial.number() == number)
                    .forEach(trial -> TrialRows.release(jdbc, job, trial, "interrupted", clock.instant()));
            return lease;
        });
    }

    /**
     * Writes what the lane's last trial came to, and begins its next one.
     *
     * @param more whether the lane is to begin another one
     */
    Turn advance(JobRef job, TuningSpec spec, Lease lease, TrialEnds.@Nullable Result result, boolean more) {
        return locked(job, jdbc -> {
            Study before = Studies.lock(jdbc, job);
            Optional<Study> taken =
                    before.epoch() == lease.epoch() ? taken(jdbc, job, spec, before, result) : Optional.empty();
            if (taken.isEmpty()) {
                return new Turn(null, state(before, spec), before);
            }
            Study study = taken.get();
            boolean room = more && lease.lane() < study.limits().maxParallel();
            Trial next = room ? begin(jdbc, job, spec, study, lease) : null;
            Study after = next == null ? study : study.beginning(study.waiting() > 0);
            return new Turn(next, state(after, spec), after);
        });
    }

    private Optional<Study> taken(
            JdbcClient jdbc, JobRef job, TuningSpec spec, Study study, TrialEnds.@Nullable Result result) {
        return result == null
                ? Optional.of(study)
                : TrialEnds.write(jdbc, job, study, spec.objective().direction(), result, clock.instant());
    }

    private @Nullable Trial begin(JdbcClient jdbc, JobRef job, TuningSpec spec, Study study, Lease lease) {
        Instant now = clock.instant();
        StudySpace space = new StudySpace(study.space());
        Sampler sampler = Samplers.of(spec.sampler());
        Space dimensions = space.dimensions();
        if (study.startable(spec, sampler.most(dimensions), now) == 0) {
            return null;
        }
        if (study.waiting() > 0) {
            return TrialRows.begin(jdbc, job, TrialRows.firstWaiting(jdbc, job), lease, now);
        }
        Candidate candidate = space.candidate(
                sampler.next(dimensions, ledger.read(jdbc, job, spec, space), spec.seed(), study.begun()));
        return TrialRows.insert(jdbc, job, new TrialRows.NewTrial(candidate, lease, now));
    }

    private void lost(JdbcClient jdbc, JobRef job, TuningSpec spec, Trial trial) {
        Instant now = clock.instant();
        TrialRows.release(jdbc, job, trial, "lost", now);
        if (TrialRows.lost(jdbc, job, trial.number()) >= DEATHS) {
            Lease last = new Lease(0, 0, 0);
            TrialRows.begin(jdbc, job, trial.number(), last, now);
            Ended failed = new Ended.Failed(
                    "the worker died in the middle of it " + DEATHS + " times; its log may say why", Duration.ZERO);
            TrialEnds.write(
                    jdbc,
                    job,
                    Studies.get(jdbc, job),
                    spec.objective().direction(),
                    new TrialEnds.Result(trial.number(), last, failed),
                    now);
        }
    }

    private StudyState state(Study study, TuningSpec spec) {
        int most = Samplers.of(spec.sampler()).most(new StudySpace(study.space()).dimensions());
        return new StudyState(study.limits().maxParallel(), study.startable(spec, most, clock.instant()));
    }

    private <T> T locked(JobRef job, Function<JdbcClient, T> work) {
        try {
            return transactions.in(job.tenant(), work);
        } catch (RuntimeException | Error failed) {
            ledger.forget(job);
            throw failed;
        }
    }

    /** The trial to do next, null when the lane is to end; {@code study} as it stands then. */
    record Turn(@Nullable Trial trial, StudyState state, Study study) {}
}
