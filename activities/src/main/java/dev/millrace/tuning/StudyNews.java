package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.JobWork;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows a study's counts and its best trial with its job, at most twice a second while trials end. */
@Component
final class StudyNews {
    private static final Duration PERIOD = Duration.ofMillis(500);
    /** What comes after the trials. */
    private static final double SEARCH = 0.95;

    private final TenantTransactions transactions;
    private final JobResults results;
    private final JobWork work;
    private final Clock clock;

    StudyNews(TenantTransactions transactions, JobResults results, JobWork work, Clock clock) {
        this.transactions = transactions;
        this.results = results;
        this.work = work;
        this.clock = clock;
    }

    Telling open(JobRef job, TuningSpec spec) {
        return new Telling(job, spec);
    }

    void tell(JobRef job, TuningSpec spec, Study study) {
        Instant now = clock.instant();
        double done = (double) study.ended() / Math.max(1, study.limits().maxTrials());
        Optional<Duration> left = study.left(now);
        double passed = left.map(rest -> (double) study.worked(now).toMillis()
                        / Math.max(1, study.worked(now).plus(rest).toMillis()))
                .orElse(0.0);
        double progress = SEARCH * Math.clamp(Math.max(done, passed), 0, 1);
        transactions.run(job.tenant(), jdbc -> {
            results.merge(jdbc, job, values(jdbc, job, study));
            work.reached(jdbc, job, progress, remaining(study, done, left, now));
        });
    }

    private static Map<String, Object> values(JdbcClient jdbc, JobRef job, Study study) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("trials_completed", study.completed());
        values.put("trials_pruned", study.pruned());
        values.put("trials_failed", study.failed());
        Integer best = study.bestNumber();
        if (best != null) {
            values.put(
                    "best_trial", BestTrial.of(TrialRows.find(jdbc, job, best).orElseThrow()));
        }
        return values;
    }

    private static @Nullable Duration remaining(Study study, double done, Optional<Duration> left, Instant now) {
        Duration byTrials =
                done == 0 ? null : Duration.ofMillis((long) (study.worked(now).toMillis() * (1 - done) / done));
        return left.filter(rest -> byTrials == null || rest.compareTo(byTrials) < 0)
                .orElse(byTrials);
    }

    /** The news of one lane. */
    final class Telling implements AutoCloseable {
        private final JobRef job;
        private final TuningSpec spec;
        private Instant due = Instant.MIN;
        private @Nullable Study untold;

        private Telling(JobRef job, TuningSpec spec) {
            this.job = job;
            this.spec = spec;
        }

        void tell(Study study) {
            untold = study;
            if (clock.instant().isAfter(due)) {
                close();
            }
        }

        @Override
        public void close() {
            Study study = untold;
            if (study != null) {
                StudyNews.this.tell(job, spec, study);
                due = clock.instant().plus(PERIOD);
                untold = null;
            }
        }
    }
}
