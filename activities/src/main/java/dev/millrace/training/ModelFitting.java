package dev.millrace.training;

import dev.millrace.models.Background;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.TimeGridEncoding;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.Algorithm;
import dev.millrace.training.algorithm.Algorithms;
import dev.millrace.training.algorithm.Fit;
import dev.millrace.training.algorithm.FitInput;
import dev.millrace.training.algorithm.FitMonitor;
import dev.millrace.training.algorithm.Outlook;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits the model of a training on prepared rows. */
public final class ModelFitting {
    private ModelFitting() {}

    /** @param test rows on which the loss is reported while fitting */
    public static TrainedModel fit(
            TrainingSpec spec,
            ModelInputs inputs,
            PreparedMatrix train,
            @Nullable PreparedMatrix test,
            FitMonitor monitor) {
        Algorithm algorithm = Algorithms.builtIn().require(spec.algorithm(), spec.task());
        FitInput input = new FitInput(
                spec.task(),
                inputs.classes().size(),
                train,
                test,
                algorithm.hyperparameters().resolve(spec.hyperparameters()),
                spec.validationConfig().seed(),
                outlook(spec, inputs));
        Fit fit = algorithm.fit(input, monitor);
        return new TrainedModel(
                algorithm.id(),
                inputs,
                fit.predictor(),
                importances(train, fit.importances()),
                fit.engines(),
                Background.of(inputs.outputs(), fit.predictor(), train.features(), input.seed()));
    }

    private static @Nullable Outlook outlook(TrainingSpec spec, ModelInputs inputs) {
        Integer horizon = spec.trainingData().horizon();
        return horizon != null && inputs.preprocessing().encodings().getFirst() instanceof TimeGridEncoding time
                ? new Outlook(time.grid(), horizon)
                : null;
    }

    /** Shares by column of the data. */
    private static Map<String, Double> importances(PreparedMatrix train, double[] byFeature) {
        Map<String, Double> byColumn = new LinkedHashMap<>();
        double total = 0;
        for (int feature = 0; feature < byFeature.length; feature++) {
            byColumn.merge(train.features().features().get(feature).source(), byFeature[feature], Double::sum);
            total += byFeature[feature];
        }
        double all = total;
        byColumn.replaceAll((_, share) -> all > 0 ? share / all : 0);
        return byColumn;
    }
}
