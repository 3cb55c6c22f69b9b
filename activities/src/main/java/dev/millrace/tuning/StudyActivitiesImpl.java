package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How studies stand, for their workflows. */
@Component
public final class StudyActivitiesImpl implements StudyActivities {
    private final TenantTransactions transactions;
    private final StudySpecs specs;
    private final Trials trials;
    private final Winners winners;
    private final Clock clock;

    StudyActivitiesImpl(
            TenantTransactions transactions, StudySpecs specs, Trials trials, Winners winners, Clock clock) {
        this.transactions = transactions;
        this.specs = specs;
        this.trials = trials;
        this.winners = winners;
        this.clock = clock;
    }

    @Override
    public Entered enter(JobRef study) {
        TuningSpec spec = specs.of(study);
        int epoch = trials.enter(study, spec);
        return new Entered(epoch, trials.look(study, spec));
    }

    @Override
    public StudyState look(JobRef study) {
        return trials.look(study, specs.of(study));
    }

    @Override
    public void leave(JobRef study) {
        transactions.run(
                study.tenant(), jdbc -> Studies.leave(jdbc, study, Studies.lock(jdbc, study), clock.instant()));
    }

    @Override
    public boolean close(JobRef study) {
        return trials.close(study, specs.of(study));
    }

    @Override
    public @Nullable Winner winner(JobRef study) {
        return winners.train(study, specs.of(study));
    }

    @Override
    public TuningResult finish(JobRef study) {
        return winners.finish(study);
    }
}
