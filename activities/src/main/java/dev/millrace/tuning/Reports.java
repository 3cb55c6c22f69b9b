package dev.millrace.tuning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tuning.pruning.Curves;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What trials reported on their way. Those of a study are kept in memory while it is worked on, and read on from there. */
@Component
public final class Reports {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final TenantTransactions transactions;
    private final Cache<JobId, Known> known =
            Caffeine.newBuilder().expireAfterAccess(KEPT).build();

    Reports(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Losses by step of one trial. */
    public SortedMap<Integer, Double> of(JobRef job, int trial) {
        return of(job, List.of(trial)).getOrDefault(trial, new TreeMap<>());
    }

    /** Losses by step of several trials, by number. */
    public Map<Integer, SortedMap<Integer, Double>> of(JobRef job, List<Integer> trials) {
        Map<Integer, SortedMap<Integer, Double>> found = new TreeMap<>();
        if (!trials.isEmpty()) {
            transactions.run(
                    job.tenant(),
                    jdbc -> jdbc.sql(
                                    "SELECT number, step, loss FROM trial_reports WHERE job_id = :job AND number IN (:trials)")
                            .param("job", job.job().value())
                            .param("trials", trials)
                            .query((row, n) -> found.computeIfAbsent(row.getInt(1), _ -> new TreeMap<>())
                                    .put(row.getInt(2), row.getDouble(3)))
                            .list());
        }
        return found;
    }

    /** Writes reports of a trial; those that an earlier attempt wrote stay. */
    void write(JobRef job, int trial, SortedMap<Integer, Double> losses) {
        transactions.run(job.tenant(), jdbc -> insert(jdbc, job, trial, losses));
    }

    /** Writes reports of a trial, and answers how it stands beside the others with which it can be compared. */
    Curves compare(JobRef job, Trial trial, SortedMap<Integer, Double> losses, boolean sameAlgorithmOnly) {
        return transactions.in(job.tenant(), jdbc -> {
            insert(jdbc, job, trial.number(), losses);
            Known all = known.get(job.job(), _ -> new Known());
            synchronized (all) {
                all.readOn(jdbc, job);
                return all.curves(trial, sameAlgorithmOnly);
            }
        });
    }

    private static void insert(JdbcClient jdbc, JobRef job, int trial, SortedMap<Integer, Double> losses) {
        if (losses.isEmpty()) {
            return;
        }
        jdbc.sql("INSERT INTO trial_reports (tenant_id, job_id, number, step, loss)"
                        + " SELECT :tenant, :job, :number, step, loss FROM unnest(:steps::int[], :losses::float8[])"
                        + " AS given (step, loss) ON CONFLICT DO NOTHING")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("number", trial)
                .param("steps", losses.keySet().toArray(Integer[]::new))
                .param("losses", losses.values().toArray(Double[]::new))
                .update();
    }

    private static final class Known {
        private final Map<Integer, Other> trials = new TreeMap<>();
        private long last;
        private long revision;

        private void readOn(JdbcClient jdbc, JobRef job) {
            for (TrialRows.Revised row : TrialRows.after(jdbc, job, revision)) {
                Other other = trials.computeIfAbsent(row.trial().number(), _ -> new Other());
                other.algorithm = row.trial().candidate().algorithm();
                other.completed = row.trial().status() == TrialStatus.COMPLETED;
                revision = Math.max(revision, row.revision());
            }
            jdbc.sql("SELECT id, number, step, loss FROM trial_reports WHERE job_id = :job AND id > :last ORDER BY id")
                    .param("job", job.job().value())
                    .param("last", last)
                    .query(row -> {
                        last = row.getLong(1);
                        trials.computeIfAbsent(row.getInt(2), _ -> new Other())
                                .losses
                                .put(row.getInt(3), row.getDouble(4));
                    });
        }

        private Curves curves(Trial trial, boolean sameAlgorithmOnly) {
            List<Curves.Curve> others = new ArrayList<>();
            trials.forEach((number, other) -> {
                boolean comparable =
                        !sameAlgorithmOnly || trial.candidate().algorithm().equals(other.algorithm);
                if (number != trial.number() && comparable && !other.losses.isEmpty()) {
                    others.add(new Curves.Curve(number, other.completed, new TreeMap<>(other.losses)));
                }
            });
            Other own = trials.get(trial.number());
            return new Curves(own == null ? new TreeMap<>() : new TreeMap<>(own.losses), others);
        }
    }

    private static final class Other {
        private final SortedMap<Integer, Double> losses = new TreeMap<>();
        private String algorithm = "";
        private boolean completed;
    }
}
