package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.Models;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that can be said against a training from what is known about its data, before a job is made of it. */
@Component
public final class TrainingChecks {
    private final Datasets datasets;
    private final Models models;

    TrainingChecks(Datasets datasets, Models models) {
        this.datasets = datasets;
        this.models = models;
    }

    /** @throws Problem 422 for what can be said against it before its data are looked at */
    public void check(TrainingSpec spec) {
        TrainingRules.check(spec);
        TaskMetrics.check(spec);
    }

    /**
     * The rest, in the transaction that writes the job's row. Also notes that the job uses its data sets.
     *
     * @throws Problem 422, or 404 for a data set that the tenant does not have
     */
    public void check(JdbcClient jdbc, JobRef job, TrainingSpec spec) {
        TrainingData data = spec.trainingData();
        Dataset train = use(jdbc, job, "/training_data/dataset_id", data.datasetId());
        List<String> columns = TrainingRules.columns(spec, types(train));
        TargetCheck.check(spec, train);
        PositiveClassCheck.check(spec, train);
        SplitColumnCheck.check(data, train);
        FoldCheck.check(spec, train);
        if (spec.task() != Task.FORECASTING) {
            requireSomethingToLearn(data, train, columns);
        }
        if (data.testDatasetId() != null) {
            TestDatasetCheck.requireAnother(data);
            Dataset test = use(jdbc, job, "/training_data/test_dataset_id", data.testDatasetId());
            TestDatasetCheck.check(train, test, columns);
        }
        models.requireTask(jdbc, spec.modelName(), spec.task().wire());
    }

    private Dataset use(JdbcClient jdbc, JobRef job, String pointer, DatasetId id) {
        try {
            return datasets.use(jdbc, job.tenant(), job.job(), id);
        } catch (Problem problem) {
            throw new Problem(problem.type(), problem.detail(), List.of(new Violation(pointer, problem.detail())));
        }
    }

    private static Map<String, ColumnType> types(Dataset dataset) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        dataset.columns().forEach(column -> types.put(column.name(), column.type()));
        return types;
    }

    private static void requireSomethingToLearn(TrainingData data, Dataset dataset, List<String> columns) {
        boolean allConstant = columns.stream()
                .filter(name -> isFeature(name, data))
                .flatMap(name -> dataset.column(name).stream())
                .allMatch(column -> varieties(column) < 2);
        if (allConstant) {
            throw Problem.invalid(
                    "/training_data/features",
                    "every feature has one value in all rows; at least one has to vary for a model to learn from it");
        }
    }

    private static boolean isFeature(String name, TrainingData data) {
        List<String> features = data.features();
        return features == null ? !data.otherwiseUsed().contains(name) : features.contains(name);
    }

    /** A missing value is a value of its own to learn from. */
    private static long varieties(ColumnSummary column) {
        return column.distinct() + (column.missing() > 0 ? 1 : 0);
    }
}
