package dev.millrace.tuning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.tuning.search.Observation;
import dev.millrace.tuning.search.Observation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What samplers learn from: every trial of a study, of which only those that changed are read again. */
@Component
final class TrialLedger {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<JobId, Known> known =
            Caffeine.newBuilder().expireAfterAccess(KEPT).build();

    /** The trials by number, while the study's row is locked. Cancelled ones taught nothing and are left out. */
    List<Observation> read(JdbcClient jdbc, JobRef job, TuningSpec spec, StudySpace space) {
        Known before = known.getIfPresent(job.job());
        Known now = before == null ? new Known(warm(jdbc, job, spec)) : before;
        synchronized (now) {
            now.see(TrialRows.after(jdbc, job, now.revision), spec, space);
            known.put(job.job(), now);
            return now.observations();
        }
    }

    /** What was read in a transaction that did not commit is not to be remembered. */
    void forget(JobRef job) {
        known.invalidate(job.job());
    }

    private static @Nullable Observation observation(Trial trial, TuningSpec spec, StudySpace space) {
        Outcome outcome = switch (trial.status()) {
            case RUNNING, WAITING -> Outcome.RUNNING;
            case COMPLETED -> Outcome.COMPLETED;
            case PRUNED -> Outcome.PRUNED;
            case FAILED -> Outcome.FAILED;
            case CANCELLED -> null;
        };
        Integer step = trial.lastStep();
        return outcome == null
                ? null
                : new Observation(
                        trial.number(),
                        space.point(trial.candidate()),
                        outcome,
                        loss(trial, spec),
                        step == null ? 0 : step);
    }

    private static @Nullable Double loss(Trial trial, TuningSpec spec) {
        Double value = trial.value();
        return value == null
                ? trial.lastReport()
                : Double.valueOf(spec.objective().direction().loss(value));
    }

    private static List<Trial> warm(JdbcClient jdbc, JobRef job, TuningSpec spec) {
        return spec.warmStartFrom() == null ? List.of() : WarmStart.read(jdbc, job);
    }

    private static final class Known {
        private final List<Trial> warm;
        private final TreeMap<Integer, Trial> trials = new TreeMap<>();
        /** Made once for each change of a trial, and anew when the search space changes. */
        private final List<Observation> warmObservations = new ArrayList<>();

        private final TreeMap<Integer, Observation> observations = new TreeMap<>();
        private @Nullable StudySpace space;
        private long revision;

        private Known(List<Trial> warm) {
            this.warm = warm;
        }

        private void see(List<TrialRows.Revised> changed, TuningSpec spec, StudySpace in) {
            for (TrialRows.Revised row : changed) {
                trials.put(row.trial().number(), row.trial());
                revision = Math.max(revision, row.revision());
            }
            if (in.equals(space)) {
                changed.forEach(row -> observe(row.trial(), spec, in));
            } else {
                space = in;
                observations.clear();
                warmObservations.clear();
                warm.stream()
                        .map(trial -> observation(trial, spec, in))
                        .filter(Objects::nonNull)
                        .forEach(warmObservations::add);
                trials.values().forEach(trial -> observe(trial, spec, in));
            }
        }

        private void observe(Trial trial, TuningSpec spec, StudySpace in) {
            Observation observation = observation(trial, spec, in);
            if (observation == null) {
                observations.remove(trial.number());
            } else {
                observations.put(trial.number(), observation);
            }
        }

        private List<Observation> observations() {
            List<Observation> all = new ArrayList<>(warmObservations.size() + observations.size());
            all.addAll(warmObservations);
            all.addAll(observations.values());
            return all;
        }
    }
}
