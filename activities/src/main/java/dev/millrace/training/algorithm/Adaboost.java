package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * AdaBoost with shallow trees, the multi-class SAMME (Zhu et al., Statistics and Its Interface 2, 2009), as scikit-learn's
 * AdaBoostClassifier has it.
 */
final class Adaboost implements Algorithm {
    @Override
    public String id() {
        return "adaboost";
    }

    @Override
    public String title() {
        return "AdaBoost";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "n_estimators",
                        "How many trees vote at most",
                        50,
                        1,
                        10_000,
                        new Hyperparameter.Range(20, 500, true)),
                new Hyperparameter.Real(
                        "learning_rate",
                        "How much each tree's vote counts",
                        1.0,
                        0,
                        true,
                        100,
                        new Hyperparameter.Range(0.05, 2, true)),
                TreeParameters.maxDepth(1, 64, new Hyperparameter.Range(1, 6, false)),
                TreeParameters.impurity("criterion"));
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        AdaboostSteps steps = AdaboostSteps.of(input, monitor);
        Stepwise.run(steps, input.parameters().whole("n_estimators"), monitor);
        monitor.progress(1);
        return new Fit(steps.predictor(), steps.importance(), Map.of());
    }
}
