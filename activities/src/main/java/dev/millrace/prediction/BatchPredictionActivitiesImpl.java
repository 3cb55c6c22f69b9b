package dev.millrace.prediction;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobWork;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.PlannedStep;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.jobs.WorkMeter;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Serving;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.VersionChoice;
import dev.millrace.tenancy.Json;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Plans a batch, scores its ranges and adds up. */
@Component
public final class BatchPredictionActivitiesImpl implements BatchPredictionActivities {
    private final Jobs jobs;
    private final StepRecorder recorder;
    private final JobWork meters;
    private final Serving serving;
    private final ModelCache models;
    private final BatchSource source;
    private final BatchPredictions batches;
    private final ChunkScoring scoring;

    BatchPredictionActivitiesImpl(
            Jobs jobs,
            StepRecorder recorder,
            JobWork meters,
            Serving serving,
            ModelCache models,
            BatchSource source,
            BatchPredictions batches,
            ChunkScoring scoring) {
        this.jobs = jobs;
        this.recorder = recorder;
        this.meters = meters;
        this.serving = serving;
        this.models = models;
        this.source = source;
        this.batches = batches;
        this.scoring = scoring;
    }

    @Override
    public BatchPlan plan(BatchPredictionRequest request) {
        JobRef job = request.job();
        BatchPredictionSpec spec = spec(job);
        return recorder.record(
                job,
                "plan",
                "plan",
                Map.of("model_id", spec.modelId()),
                () -> batches.plan(job, () -> plan(job, spec)).plan());
    }

    @Override
    public void score(BatchPredictionRequest request, BatchPlan plan, ChunkRange range) {
        JobRef job = request.job();
        BatchPredictionSpec spec = spec(job);
        Batch batch = batches.find(job).orElseThrow();
        recorder.record(job, "score " + range.from(), "predict_batch", range, () -> {
            try (Heartbeat heartbeat = Heartbeat.of(Activity.getExecutionContext());
                    WorkMeter meter = meters.open(job, "score", work(plan))) {
                TrainedModel model = models.get(job.tenant(), batch.model());
                scoring.score(job, spec.data(), batch, model, range, heartbeat, meter);
            }
        });
    }

    @Override
    public BatchPredictionResult finish(BatchPredictionRequest request, BatchPlan plan) {
        JobRef job = request.job();
        return recorder.record(job, "finish", "finish", plan, () -> {
            BatchPredictionResult totals = batches.totals(job);
            if (totals.completedItems() + totals.failedItems() != plan.rows()) {
                throw new IllegalStateException("of " + plan.rows() + " rows " + totals.completedItems()
                        + " are predicted and " + totals.failedItems() + " failed: some are missing");
            }
            return totals;
        });
    }

    /** Ranges are scored side by side, and counted together. */
    private static List<PlannedStep> work(BatchPlan plan) {
        return List.of(PlannedStep.main("score", "score", (double) plan.rows()).besideOthers());
    }

    private Batch plan(JobRef job, BatchPredictionSpec spec) {
        ModelVersion version = serving.version(job.tenant(), spec.modelId(), choice(job, spec));
        TrainedModel model = models.get(job.tenant(), version.artifact());
        if (spec.explain()) {
            Scoring.explaining(model); // refuses the batch when the model cannot be explained
        }
        long rows = source.count(job, spec.data(), model.inputs().schema());
        return new Batch(
                new BatchPlan(rows, spec.chunkSize()),
                version.version(),
                version.artifact(),
                model.inputs().classes(),
                model.inputs().outputs(),
                source.keepInstances(job, spec.data()),
                spec.maxFailedItems(),
                spec.explain());
    }

    /** The version that was fixed when the batch was accepted. */
    private VersionChoice choice(JobRef job, BatchPredictionSpec spec) {
        int accepted = row(job).result().path("model_version").asInt(0);
        if (accepted > 0) {
            return new VersionChoice.Exact(accepted);
        }
        return spec.version() == null ? new VersionChoice.Deployed() : new VersionChoice.Exact(spec.version());
    }

    private BatchPredictionSpec spec(JobRef job) {
        return Json.read(row(job).request(), BatchPredictionSpec.class);
    }

    private Job row(JobRef job) {
        return jobs.get(job.tenant(), JobKind.BATCH_PREDICTION, job.job());
    }
}
