package dev.millrace.prediction;

import dev.millrace.models.FittingRows;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predicts lots of rows with one model and, when asked to, explains what it predicts. */
record Scoring(TrainedModel model, @Nullable Explanations explanations) {
    /** Fewer than for single predictions, where sampling is needed: a batch has many rows. */
    private static final int BACKGROUND_ROWS = 20;

    static Scoring of(TrainedModel model, boolean explain) {
        return explain ? explaining(model) : new Scoring(model, null);
    }

    /** @throws dev.millrace.problems.Problem when the model cannot be explained */
    static Scoring explaining(TrainedModel model) {
        return new Scoring(model, Explanations.of(model, BACKGROUND_ROWS));
    }

    Scored score(FittingRows lot) {
        Predictions all = model.predict(lot.table());
        int[] answered = IntStream.range(0, all.rows()).filter(all::answered).toArray();
        FittingRows rows = lot.keep(answered, String.valueOf(model.predictor().refusal()));
        Predictions predictions = answered.length == all.rows() ? all : all.select(answered);
        return new Scored(
                rows, predictions, explanations == null ? null : explanations.explain(rows.table(), predictions));
    }

    /** Rows, what was predicted for them, and why; null when nobody asked. */
    record Scored(
            FittingRows rows,
            Predictions predictions,
            @Nullable List<Explanation> explanations) {}
}
