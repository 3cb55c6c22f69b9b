package dev.millrace.tuning;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Changes studies while they are under way. A change is written first, and holds from the next trial on; then the workflow
 * is told, so that it makes room at once. Each throws a {@link Problem}: NOT_FOUND, or CONFLICT when the search has ended.
 */
@Component
public final class StudySteering {
    private static final Logger log = LoggerFactory.getLogger(StudySteering.class);

    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final JobControls controls;
    private final StudySpecs specs;
    private final TuningChecks checks;
    private final Clock clock;

    StudySteering(
            TenantTransactions transactions,
            Jobs jobs,
            JobControls controls,
            StudySpecs specs,
            TuningChecks checks,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.controls = controls;
        this.specs = specs;
        this.checks = checks;
        this.clock = clock;
    }

    /** @param space of the algorithms whose search changes; the others keep theirs. Null when all stay as they are */
    public Job change(TenantId tenant, JobId id, Budget budget, @Nullable SearchSpace space) {
        JobRef job = steerable(tenant, id);
        TuningSpec spec = specs.of(job);
        return steer(job, (jdbc, study) -> {
            Integer trials = budget.maxTrials();
            if (trials != null && trials < study.begun()) {
                throw Problem.conflict("max_trials cannot be " + trials + ": " + study.begun() + " trials have begun");
            }
            SearchSpace changed = space == null ? null : study.space().with(space);
            if (changed != null) {
                checks.check(changed, spec);
            }
            Studies.change(jdbc, job, budget, changed);
        });
    }

    /**
     * Has a candidate tried before any other.
     *
     * @return its number
     */
    public int enqueue(TenantId tenant, JobId id, Candidate candidate) {
        JobRef job = steerable(tenant, id);
        CandidateCheck.check(candidate, specs.of(job));
        int[] number = new int[1];
        steer(job, (jdbc, study) -> {
            if (study.begun() >= study.limits().maxTrials()) {
                throw Problem.conflict("all " + study.limits().maxTrials()
                        + " trials have begun; raise max_trials before you ask for another one");
            }
            number[0] = study.begun();
            TrialRows.insert(jdbc, job, new TrialRows.NewTrial(candidate, null, clock.instant()));
        });
        return number[0];
    }

    /** @throws Problem NOT_FOUND, CONFLICT */
    private JobRef steerable(TenantId tenant, JobId id) {
        Job seen = jobs.get(tenant, JobKind.HYPERPARAMETER_TUNING, id);
        if (seen.status().isFinal()) {
            throw ended();
        }
        return seen.ref();
    }

    private Job steer(JobRef job, BiConsumer<JdbcClient, Study> change) {
        transactions.run(job.tenant(), jdbc -> {
            Study study = Studies.lock(jdbc, job);
            if (study.closed()) {
                throw ended();
            }
            change.accept(jdbc, study);
        });
        Job changed = jobs.get(job.tenant(), job.job());
        tell(changed);
        return changed;
    }

    private static Problem ended() {
        return Problem.conflict("the search has ended; what it may do cannot be changed any more");
    }

    /** Lanes see the change by themselves with their next trial, so that it is not lost when nobody answers now. */
    private void tell(Job job) {
        try {
            if (job.runId() != null) {
                controls.signal(job.ref().tenant(), job.ref().job(), "changed", null);
            }
        } catch (Problem unheard) {
            log.info(
                    "Study {} was not told of its change at once: {}", job.ref().job(), unheard.detail());
        }
    }
}
