package dev.millrace.training;

import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.PreparedMatrix;

/** Judges a model by rows it was not fitted on. */
@SuppressWarnings("DoNotCallSuggester")
public final class ModelEvaluation {
    private ModelEvaluation() {}

    public static EvaluationReport evaluate(TrainedModel model, PreparedMatrix test, ValidationConfig config) {
        throw new UnsupportedOperationException(model + " " + test + config);
    }
}
