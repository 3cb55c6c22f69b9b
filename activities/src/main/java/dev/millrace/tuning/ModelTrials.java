package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.ThreadBudget;
import dev.millrace.training.Candidates;
import dev.millrace.training.TrainingPart;
import dev.millrace.training.TrainingSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tries candidates as the study's validation says: by a part of the training rows once, or by each of several folds. Test
 * rows that the data name themselves stay unseen. Metrics of several folds are the means over them.
 */
@Component
final class ModelTrials implements TrialScorer {
    private final Candidates candidates;
    private final ThreadBudget threads;

    ModelTrials(Candidates candidates, ThreadBudget threads) {
        this.candidates = candidates;
        this.threads = threads;
    }

    @Override
    public Map<String, Double> score(JobRef study, TuningSpec spec, Candidate candidate, TrialWatch watch) {
        TrainingSpec training = spec.training(candidate.algorithm(), candidate.parameters());
        int folds = spec.validationConfig().rounds();
        try (ThreadBudget.Share share = threads.join()) {
            return folds > 1
                    ? folds(study, spec, training, folds, watch, share)
                    : judge(study, training, TrainingPart.SEARCH, new TrialMonitor(watch, share, true));
        }
    }

    private Map<String, Double> folds(
            JobRef study,
            TuningSpec spec,
            TrainingSpec training,
            int folds,
            TrialWatch watch,
            ThreadBudget.Share share) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int fold = 1; fold <= folds; fold++) {
            judge(study, training, TrainingPart.fold(fold), new TrialMonitor(watch, share, false))
                    .forEach((metric, value) -> sums.merge(metric, value, Double::sum));
            Double sum = sums.get(spec.objective().metric());
            if (fold < folds && sum != null) {
                watch.report(fold, spec.objective().direction().loss(sum / fold), false);
            }
        }
        sums.replaceAll((_, sum) -> sum / folds);
        return sums;
    }

    private Map<String, Double> judge(JobRef study, TrainingSpec training, TrainingPart part, TrialMonitor monitor) {
        return candidates.judge(training, candidates.rows(study, training, part, monitor::throwIfCancelled), monitor);
    }
}
