package dev.millrace.automl;

import dev.millrace.datasets.DatasetId;
import dev.millrace.tenancy.Ids;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.ValidationConfig.Strategy;
import dev.millrace.tuning.Candidate;
import dev.millrace.tuning.Direction;
import dev.millrace.tuning.Objective;
import dev.millrace.tuning.Trial;
import dev.millrace.tuning.TrialStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An AutoML job of five folds, and trials of it. */
final class SampleAutoml {
    private SampleAutoml() {}

    @SuppressWarnings("NullAway") // the spec fills in what is absent
    static AutomlSpec spec(Duration budget, boolean ensemble) {
        return new AutomlSpec(
                "best",
                List.of("naive_bayes", "xgboost"),
                List.of(),
                Task.CLASSIFICATION,
                new TrainingData(new DatasetId(Ids.next()), "label", null, null, null),
                new ValidationConfig(Strategy.CROSS_VALIDATION, null, 5, null, null, null),
                new Objective("log_loss", Direction.MINIMIZE),
                budget,
                ensemble,
                null,
                null,
                null,
                null,
                null);
    }

    static Trial trial(int number, String algorithm, Duration took) {
        return new Trial(
                number,
                TrialStatus.COMPLETED,
                new Candidate(algorithm, Map.of("n", number)),
                false,
                0.1 * number,
                Map.of(),
                null,
                null,
                null,
                1,
                Instant.EPOCH,
                null,
                null,
                took);
    }
}
