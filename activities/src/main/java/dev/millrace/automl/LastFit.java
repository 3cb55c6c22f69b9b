package dev.millrace.automl;

import dev.millrace.automl.Choice.Member;
import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.ThreadBudget;
import dev.millrace.models.Ensembles;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.Candidates;
import dev.millrace.training.Prepared;
import dev.millrace.training.TestPredictions;
import dev.millrace.training.TrainingPart;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fits what was chosen: judged on the test rows that the data name, if they do, and then on all rows. */
@Component
final class LastFit {
    private static final int SAMPLE = 100;

    private final Candidates candidates;
    private final ThreadBudget threads;
    private final Clock clock;

    LastFit(Candidates candidates, ThreadBudget threads, Clock clock) {
        this.candidates = candidates;
        this.threads = threads;
        this.clock = clock;
    }

    /** {@code testMetrics} is null where the data name no test rows. */
    record Fitted(TrainedModel model, @Nullable Map<String, Double> testMetrics) {}

    Fitted fit(AutomlRequest request, Choice choice, Heartbeat heartbeat) {
        AutomlSpec spec = request.spec();
        try (ThreadBudget.Share share = threads.join()) {
            FitWatch watch = new FitWatch(heartbeat, share, clock, Instant.MAX);
            if (!AutomlSpec.namesTestRows(spec.trainingData())) {
                return new Fitted(together(fitted(request, choice, TrainingPart.ALL, watch)), null);
            }
            List<One> judged = fitted(request, choice, TrainingPart.TRAIN, watch);
            Map<String, Double> metrics = judge(spec, judged, watch);
            boolean again = spec.trainingData().splitColumn() != null;
            return new Fitted(together(again ? fitted(request, choice, TrainingPart.ALL, watch) : judged), metrics);
        }
    }

    private List<One> fitted(AutomlRequest request, Choice choice, TrainingPart part, FitWatch watch) {
        List<One> fitted = new ArrayList<>();
        JobRef job = request.job();
        for (Member member : choice.members()) {
            TrainingSpec training = request.spec().last(member.algorithm(), member.parameters());
            Prepared rows = candidates.rows(job, training, part, watch::throwIfCancelled);
            fitted.add(new One(candidates.fit(training, rows, watch), rows, member.weight()));
        }
        return fitted;
    }

    private static TrainedModel together(List<One> fitted) {
        return fitted.size() == 1
                ? fitted.getFirst().model()
                : Ensembles.of(fitted.stream()
                        .map(one -> new Ensembles.Part(
                                one.model(),
                                one.weight(),
                                one.rows().train().features().sample(SAMPLE, 0)))
                        .toList());
    }

    private static Map<String, Double> judge(AutomlSpec spec, List<One> fitted, FitWatch watch) {
        List<TestPredictions> all = fitted.stream()
                .map(one -> Candidates.predict(one.model(), one.rows(), watch))
                .toList();
        double[] mean = new double[Validation.outputs(all.getFirst().predicted()).length];
        for (int model = 0; model < all.size(); model++) {
            double[] outputs = Validation.outputs(all.get(model).predicted());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += fitted.get(model).weight() * outputs[i];
            }
        }
        ValidationConfig config = spec.validationConfig();
        return new Validation(List.of(all.getFirst()), config, spec.objective()).metrics(mean);
    }

    private record One(TrainedModel model, Prepared rows, double weight) {}
}
