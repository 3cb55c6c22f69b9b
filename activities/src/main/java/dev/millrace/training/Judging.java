package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.MemoryBudget;
import dev.millrace.models.CrossValidation;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.ContributionSummary;
import dev.millrace.training.EvaluationReport.Permutation;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The step that judges models by their test rows, and shows the metrics as soon as they are known. */
@Component
final class Judging {
    private static final int COPIES = 3;

    private final TrainingArtifacts artifacts;
    private final TrainingReports reports;
    private final JobResults results;
    private final MemoryBudget memory;

    Judging(TrainingArtifacts artifacts, TrainingReports reports, JobResults results, MemoryBudget memory) {
        this.artifacts = artifacts;
        this.reports = reports;
        this.results = results;
        this.memory = memory;
    }

    Evaluation evaluate(TrainingRequest request, PreparedData data, FittedModel fitted, Attempt attempt) {
        ValidationConfig config = request.spec().validationConfig();
        return test(request, data, fitted, 1, attempt, judged -> {
            Map<String, Double> metrics = ModelEvaluation.metrics(judged, config, attempt.heartbeat()::throwIfStopped);
            return show(request, ModelEvaluation.report(judged, metrics, config), null);
        });
    }

    /** One fold: what is to be shown waits for the others. */
    FoldScore judge(
            TrainingRequest request, TrainingPart.Fold part, PreparedData data, FittedModel fitted, Attempt attempt) {
        ValidationConfig config = request.spec().validationConfig();
        return test(
                request,
                data,
                fitted,
                config.rounds(),
                attempt,
                judged -> new FoldScore(
                        part.number(),
                        data.trainRows(),
                        data.testRows(),
                        ModelEvaluation.metrics(judged, config, attempt.heartbeat()::throwIfStopped),
                        artifacts.keep(
                                request.job(),
                                new FoldReport(judged.test(), judged.attribution(), judged.times())::write)));
    }

    Evaluation combine(TrainingRequest request, List<FoldScore> scores, Attempt attempt) {
        long bytes =
                scores.stream().mapToLong(score -> score.predictions().size()).sum();
        return memory.with(COPIES * bytes, "adding up the folds", attempt.heartbeat()::throwIfStopped, () -> {
            FoldSummary summary = new FoldSummary(
                    scores,
                    scores.stream()
                            .map(score -> artifacts.fold(request.job(), score.predictions()))
                            .toList());
            return show(request, summary.report(request.spec().validationConfig()), summary.crossValidation());
        });
    }

    private <T> T test(
            TrainingRequest request,
            PreparedData data,
            FittedModel fitted,
            int rounds,
            Attempt attempt,
            Function<Judged, T> use) {
        ArtifactHandle test = Objects.requireNonNull(data.test(), "only a model with test rows is judged");
        return memory.with(COPIES * test.size(), "the evaluation", attempt.heartbeat()::throwIfStopped, () -> {
            PreparedMatrix rows = artifacts.matrix(request.job(), test);
            TrainedModel model = artifacts.model(request.job(), fitted.model());
            attempt.heartbeat().throwIfStopped();
            TestPredictions predictions = ModelEvaluation.predict(model, rows, attempt.heartbeat()::throwIfStopped);
            attempt.heartbeat().throwIfStopped();
            @Nullable
            Permutation permutation = PermutationImportance.of(
                    model,
                    rows,
                    PermutationImportance.MOST_ROWS / rounds,
                    request.spec().validationConfig().seed(),
                    done -> {
                        attempt.heartbeat().throwIfStopped();
                        attempt.meter().reached(done);
                    });
            if (permutation != null && permutation.skipped() != null) {
                attempt.report().info("Permutation importance is left out: " + permutation.skipped());
            }
            attempt.heartbeat().throwIfStopped();
            @Nullable
            ContributionSummary contributions = ContributionSummary.of(
                    model,
                    rows.features(),
                    request.spec().validationConfig().seed(),
                    attempt.heartbeat()::throwIfStopped);
            Attribution attribution = new Attribution(ModelEvaluation.importances(model), permutation, contributions);
            return use.apply(
                    new Judged(predictions, attribution, rows.features(), BackTest.times(model, rows.features())));
        });
    }

    private Evaluation show(
            TrainingRequest request, EvaluationReport report, @Nullable CrossValidation crossValidation) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("metrics", report.metrics());
        if (report.confusionMatrix() != null) {
            shown.put("confusion_matrix", report.confusionMatrix());
        }
        if (crossValidation != null) {
            shown.put("folds", crossValidation.folds());
            shown.put("sd", crossValidation.sd());
        }
        results.merge(request.job(), shown);
        return new Evaluation(report.metrics(), reports.keep(request.job(), report), crossValidation);
    }
}
