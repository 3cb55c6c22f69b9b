package dev.millrace.training;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.MemoryBudget;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The step that judges the model by the test rows, and shows the metrics as soon as they are known. */
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

    Evaluation evaluate(TrainingRequest request, PreparedData data, FittedModel fitted, Heartbeat heartbeat) {
        var test = Objects.requireNonNull(data.test(), "only a model with test rows is judged");
        return memory.with(COPIES * test.size(), "the evaluation", heartbeat::throwIfStopped, () -> {
            PreparedMatrix rows = artifacts.matrix(request.job(), test);
            TrainedModel model = artifacts.model(request.job(), fitted.model());
            heartbeat.throwIfStopped();
            EvaluationReport report =
                    ModelEvaluation.evaluate(model, rows, request.spec().validationConfig());
            results.merge(request.job(), shown(report));
            return new Evaluation(report.metrics(), reports.keep(request.job(), report));
        });
    }

    private static Map<String, Object> shown(EvaluationReport report) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("metrics", report.metrics());
        if (report.confusionMatrix() != null) {
            shown.put("confusion_matrix", report.confusionMatrix());
        }
        return shown;
    }
}
