package dev.millrace.tuning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tuning.learning.Importances;
import dev.millrace.tuning.learning.ParallelCoordinates;
import dev.millrace.tuning.learning.StudyHistory;
import dev.millrace.tuning.learning.StudySlice;
import dev.millrace.tuning.learning.Tried;
import dev.millrace.tuning.learning.ValueDistribution;
import dev.millrace.tuning.search.Space;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the trials of a study have taught, as of some seconds ago; those of one it was warmed up with are not among them. */
@Component
public final class Lessons {
    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final int MOST_TRIALS_KEPT = 200_000;

    private final TenantTransactions transactions;
    private final StudySpecs specs;
    private final Cache<JobRef, Known> recent = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_TRIALS_KEPT)
            .weigher((JobRef job, Known known) -> known.trials().size() + 1)
            .build();

    Lessons(TenantTransactions transactions, StudySpecs specs) {
        this.transactions = transactions;
        this.specs = specs;
    }

    /** How much each parameter matters, shares that add up to 1; empty while there are too few trials to tell. */
    public Optional<Map<String, Double>> importances(JobRef job) {
        return recent(job).importances();
    }

    /** As the other, by all trials there are now. */
    Optional<Map<String, Double>> finalImportances(JobRef job) {
        return read(job).importances();
    }

    public StudyHistory history(JobRef job) {
        Known known = recent(job);
        return StudyHistory.of(known.trials(), known.direction());
    }

    public List<StudySlice> slices(JobRef job) {
        Known known = recent(job);
        return StudySlice.of(known.space(), known.trials(), known.direction());
    }

    public ParallelCoordinates parallelCoordinates(JobRef job) {
        Known known = recent(job);
        return ParallelCoordinates.of(known.space(), known.trials(), known.direction());
    }

    public ValueDistribution distribution(JobRef job) {
        return ValueDistribution.of(recent(job).trials());
    }

    private Known recent(JobRef job) {
        return recent.get(job, this::read);
    }

    private Known read(JobRef job) {
        Direction direction = specs.of(job).objective().direction();
        return transactions.in(job.tenant(), jdbc -> {
            StudySpace space = new StudySpace(Studies.get(jdbc, job).space());
            List<Trial> completed = TrialRows.list(jdbc, job, TrialStatus.COMPLETED, null, TuningSpec.MOST_TRIALS);
            return new Known(
                    space.dimensions(),
                    completed.stream()
                            .flatMap(trial -> tried(trial, space).stream())
                            .toList(),
                    direction);
        });
    }

    private static Optional<Tried> tried(Trial trial, StudySpace space) {
        return Optional.ofNullable(trial.value())
                .filter(Double::isFinite)
                .map(value -> new Tried(trial.number(), space.point(trial.candidate()), value));
    }

    private record Known(Space space, List<Tried> trials, Direction direction) {
        Optional<Map<String, Double>> importances() {
            return Importances.of(space, trials, direction);
        }
    }
}
