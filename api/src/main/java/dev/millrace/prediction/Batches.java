package dev.millrace.prediction;

import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.models.InputField;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Models;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accepts batch predictions that can be carried out; cancels and deletes them. */
@Component
final class Batches {
    private final Jobs jobs;
    private final JobControls controls;
    private final JobResults results;
    private final Models models;
    private final Datasets datasets;
    private final BatchPredictions predictions;

    Batches(
            Jobs jobs,
            JobControls controls,
            JobResults results,
            Models models,
            Datasets datasets,
            BatchPredictions predictions) {
        this.jobs = jobs;
        this.controls = controls;
        this.results = results;
        this.models = models;
        this.datasets = datasets;
        this.predictions = predictions;
    }

    /** Checked in the transaction that writes the job, so that what is refused leaves nothing behind. */
    Job submit(Caller caller, BatchPredictionSpec spec, @Nullable String idempotencyKey) {
        Submission submission = new Submission(
                JobKind.BATCH_PREDICTION,
                spec.modelId().toString(),
                spec,
                spec.priority(),
                caller.actor(),
                TraceFilter.current(),
                idempotencyKey);
        return jobs.submit(caller.tenant(), submission, (jdbc, job) -> prepare(jdbc, job, spec));
    }

    /** Cancels one that is open; answers null when it had ended and was deleted with its results. */
    @Nullable
    Job remove(Caller caller, JobId id) {
        Job job = jobs.get(caller.tenant(), JobKind.BATCH_PREDICTION, id);
        if (!job.status().isFinal()) {
            return controls.cancel(caller.tenant(), id);
        }
        jobs.delete(caller.tenant(), JobKind.BATCH_PREDICTION, id, predictions::forget);
        return null;
    }

    private void prepare(JdbcClient jdbc, JobRef job, BatchPredictionSpec spec) {
        ModelVersion version = at("/model_id", () -> models.use(jdbc, job, spec.modelId(), spec.version()));
        long rows = rows(jdbc, job, spec.data(), version);
        results.merge(
                jdbc,
                job,
                Map.of(
                        "model_version",
                        version.version(),
                        "total_items",
                        rows,
                        "completed_items",
                        0,
                        "failed_items",
                        0));
    }

    private long rows(JdbcClient jdbc, JobRef job, BatchData data, ModelVersion version) {
        DatasetId id = data.datasetId();
        if (id == null) {
            return Objects.requireNonNull(data.instances()).size();
        }
        Dataset dataset = at("/data/dataset_id", () -> datasets.use(jdbc, job.tenant(), job.job(), id));
        List<String> missing = version.inputSchema().usedFields().stream()
                .map(InputField::name)
                .filter(name -> dataset.column(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.invalid(
                    "/data/dataset_id",
                    "the data set has no column "
                            + String.join(", ", missing.stream().limit(20).toList()) + ", which version "
                            + version.version() + " of the model needs");
        }
        return dataset.rows();
    }

    /** What is not there is told with the place in the request that names it. */
    private static <T> T at(String pointer, Supplier<T> lookup) {
        try {
            return lookup.get();
        } catch (Problem problem) {
            List<Violation> violations = problem.violations().isEmpty()
                    ? List.of(new Violation(pointer, problem.detail()))
                    : problem.violations();
            throw new Problem(problem.type(), problem.detail(), violations);
        }
    }
}
