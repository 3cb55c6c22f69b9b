package dev.millrace.automl;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.JobWork;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tuning.BestTrials;
import dev.millrace.tuning.Budget;
import dev.millrace.tuning.Study;
import dev.millrace.tuning.StudySteering;
import dev.millrace.tuning.Trial;
import dev.millrace.tuning.Trials;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Looks after studies for the AutoML jobs that they belong to. */
@Component
public final class FollowActivitiesImpl implements FollowActivities {
    private static final double MOST_PROGRESS = 0.95;
    /** Smaller changes of the timeout than this part of the budget are not worth one. */
    private static final int WORTH_IT = 100;
    /** That a study takes. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Trials trials;
    private final BestTrials best;
    private final StudySteering steering;
    private final JobResults results;
    private final JobWork work;
    private final TenantTransactions transactions;
    private final Clock clock;

    FollowActivitiesImpl(
            Trials trials,
            BestTrials best,
            StudySteering steering,
            JobResults results,
            JobWork work,
            TenantTransactions transactions,
            Clock clock) {
        this.trials = trials;
        this.best = best;
        this.steering = steering;
        this.results = results;
        this.work = work;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void follow(AutomlRequest request, JobRef study, Duration left) {
        Study now = trials.study(study);
        show(request, now, left);
        if (!now.closed() && now.completed() > 0) {
            AutomlSpec spec = request.spec();
            List<Trial> ranked = best.best(study, spec.objective().direction(), Pool.MOST * 4);
            Duration search = new TimeSplit(spec).search(left, Pool.of(ranked));
            Duration timeout = now.worked(clock.instant()).plus(search);
            retime(study, spec, now, timeout.compareTo(SHORTEST) < 0 ? SHORTEST : timeout);
        }
    }

    private void retime(JobRef study, AutomlSpec spec, Study now, Duration timeout) {
        Duration before = Objects.requireNonNullElse(now.limits().timeout(), Duration.ZERO);
        if (timeout.minus(before).abs().compareTo(spec.timeBudget().dividedBy(WORTH_IT)) > 0) {
            try {
                steering.change(study.tenant(), study.job(), new Budget(null, null, timeout), null);
            } catch (Problem ended) {
                if (ended.type() != ProblemType.CONFLICT) {
                    throw ended;
                }
            }
        }
    }

    private void show(AutomlRequest request, Study study, Duration left) {
        double budget = request.spec().timeBudget().toMillis();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("trials_completed", study.completed());
        if (study.bestValue() != null) {
            values.put("best_value", study.bestValue());
        }
        double progress = Math.clamp(1 - left.toMillis() / budget, 0, MOST_PROGRESS);
        transactions.run(request.job().tenant(), jdbc -> {
            results.merge(jdbc, request.job(), values);
            work.reached(jdbc, request.job(), progress, left);
        });
    }
}
