package dev.millrace.automl;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.Json;
import dev.millrace.tuning.BestTrials;
import dev.millrace.tuning.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What AutoML jobs tried, the best first. */
@Component
public final class Leaderboards {
    private static final int SHOWN = 100;

    private final BestTrials trials;

    Leaderboards(BestTrials trials) {
        this.trials = trials;
    }

    /** @param weight in the registered ensemble, 1 for a model that was registered alone; null for the others */
    public record Entry(
            int rank,
            String algorithm,
            Map<String, Object> parameters,
            double value,
            Map<String, Double> metrics,
            @Nullable Duration duration,
            int trialNumber,
            @Nullable Double weight) {}

    /** The trials with the hundred best values. */
    public List<Entry> of(Job job) {
        AutomlSpec spec = Json.read(job.request(), AutomlSpec.class);
        AutomlOutcome outcome = Json.read(job.result(), AutomlOutcome.class);
        List<Entry> entries = new ArrayList<>();
        if (outcome.studyId() != null) {
            JobRef study = new JobRef(job.ref().tenant(), outcome.studyId());
            for (Trial trial : trials.best(study, spec.objective().direction(), SHOWN)) {
                entries.add(entry(entries.size() + 1, trial, outcome));
            }
        }
        return entries;
    }

    /** What became of each algorithm that was tried. */
    public List<BestTrials.Tried> tried(Job job) {
        AutomlSpec spec = Json.read(job.request(), AutomlSpec.class);
        AutomlOutcome outcome = Json.read(job.result(), AutomlOutcome.class);
        return outcome.studyId() == null
                ? List.of()
                : trials.byAlgorithm(
                        new JobRef(job.ref().tenant(), outcome.studyId()),
                        spec.objective().direction());
    }

    private static Entry entry(int rank, Trial trial, AutomlOutcome outcome) {
        Double weight = outcome.members().stream()
                .filter(member -> Objects.equals(member.trial(), trial.number()))
                .map(Choice.Member::weight)
                .findFirst()
                .orElse(null);
        return new Entry(
                rank,
                trial.candidate().algorithm(),
                trial.candidate().parameters(),
                Objects.requireNonNull(trial.value()),
                trial.metrics(),
                trial.duration(),
                trial.number(),
                weight);
    }
}
