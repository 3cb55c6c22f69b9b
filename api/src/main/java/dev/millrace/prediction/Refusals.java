package dev.millrace.prediction;

import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.List;
import java.util.stream.IntStream;

/** Instances for which a model has no answer. */
final class Refusals {
    private static final int MOST = 100;

    private Refusals() {}

    /** @throws Problem 422 that names the first of them, when there are any */
    static void check(TrainedModel model, Predictions predictions) {
        List<Violation> refused = IntStream.range(0, predictions.rows())
                .filter(row -> !predictions.answered(row))
                .mapToObj(row -> new Violation(
                        "/instances/" + row,
                        "instance " + row + ": " + model.predictor().refusal()))
                .limit(MOST)
                .toList();
        if (!refused.isEmpty()) {
            throw new Problem(ProblemType.INVALID, refused.getFirst().detail(), refused);
        }
    }
}
