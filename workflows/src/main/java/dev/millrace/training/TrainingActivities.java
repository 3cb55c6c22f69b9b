package dev.millrace.training;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * The steps of a training. Each finds its own earlier answer when it runs a second time; fit goes on from its last
 * checkpoint.
 */
@ActivityInterface
public interface TrainingActivities {
    /** @throws dev.millrace.problems.Problem when the data set, columns, algorithm or parameters do not fit together */
    void validate(TrainingRequest request);

    PreparedData prepare(TrainingRequest request, TrainingPart part);

    FittedModel fit(TrainingRequest request, PreparedData data);

    Evaluation evaluate(TrainingRequest request, PreparedData data, FittedModel model);

    /** Judges the model of a fold by the fold's rows. */
    FoldScore judge(TrainingRequest request, PreparedData data, FittedModel model);

    /** Adds the folds up: mean metrics, and one report on the test rows of all of them. */
    Evaluation combine(TrainingRequest request, List<FoldScore> folds);

    TrainingResult register(TrainingRequest request, FittedModel model, Evaluation evaluation);

    /** Deploys when the spec's {@link AutoDeploy} is met; answers the result with {@code deployed} set accordingly. */
    TrainingResult deploy(TrainingRequest request, TrainingResult registered);
}
