package dev.millrace.prediction;

import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.InputField;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Models;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a batch prediction can be carried out, as far as it is known before a row is read. */
@Component
public final class BatchChecks {
    private final JobResults results;
    private final Models models;
    private final Datasets datasets;

    BatchChecks(JobResults results, Models models, Datasets datasets) {
        this.results = results;
        this.models = models;
        this.datasets = datasets;
    }

    /**
     * In the transaction that writes the job's row: fixes the version, and notes what the job uses and how much it has to do.
     *
     * @throws Problem 422, 404 for a model or data set that the tenant does not have, 409 when no version is deployed
     */
    public void accept(JdbcClient jdbc, JobRef job, BatchPredictionSpec spec) {
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
