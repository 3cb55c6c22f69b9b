package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Table;
import dev.millrace.datasets.TableReader;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.models.InputField;
import dev.millrace.models.Lineage;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Scores a new model and the version that serves on the same rows, which neither was fitted on: the test rows of the new one's
 * training, without those that occur in what the other was fitted on.
 */
@Component
final class SameRows {
    static final int LEAST_ROWS = 30;

    private final Datasets datasets;
    private final TableReader reader;
    private final ModelCache models;
    private final Jobs jobs;

    SameRows(Datasets datasets, TableReader reader, ModelCache models, Jobs jobs) {
        this.datasets = datasets;
        this.reader = reader;
        this.models = models;
        this.jobs = jobs;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** The metrics of both on {@code rows} rows. */
        record Scored(Map<String, Double> candidate, Map<String, Double> current, int rows) implements Outcome {}

        /** There are no such rows, or too few. */
        record Impossible(String why) implements Outcome {}
    }

    /**
     * Whether the metrics that the trainings of both have written down are of the same rows, each judged by a model that had not
     * seen them: those of the same test data set, or of the same data set, split alike.
     */
    boolean wereJudgedAlike(TenantId tenant, ModelVersion candidate, ModelVersion current) {
        Lineage ours = candidate.lineage();
        Lineage theirs = current.lineage();
        if (ours.testDatasetSha256() != null || theirs.testDatasetSha256() != null) {
            return Objects.equals(ours.testDatasetSha256(), theirs.testDatasetSha256());
        }
        TrainingSpec spec = specOf(tenant, candidate);
        TrainingSpec earlier = specOf(tenant, current);
        return spec != null
                && earlier != null
                && Objects.equals(ours.datasetSha256(), theirs.datasetSha256())
                && spec.task() == earlier.task()
                && split(spec).equals(split(earlier));
    }

    /** What decides which rows are set apart, and how they are judged. */
    private static List<Object> split(TrainingSpec spec) {
        TrainingData data = spec.trainingData();
        ValidationConfig config = spec.validationConfig();
        return Stream.of(
                        data.target(),
                        data.splitColumn(),
                        data.groupColumn(),
                        data.timeColumn(),
                        data.horizon(),
                        config.strategy(),
                        config.testSize(),
                        config.folds(),
                        config.seed(),
                        config.positiveClass())
                .map(value -> (Object) Optional.ofNullable(value))
                .toList();
    }

    /** @param candidate the model that was judged by the test rows, not one that was fitted again on all rows */
    Outcome compare(
            TrainingRequest request,
            TrainedModel candidate,
            ModelVersion version,
            ModelVersion current,
            Runnable goesOn) {
        try {
            return score(request, candidate, version, current, goesOn);
        } catch (Problem missing) {
            return new Outcome.Impossible(missing.detail());
        }
    }

    private Outcome score(
            TrainingRequest request,
            TrainedModel candidate,
            ModelVersion version,
            ModelVersion current,
            Runnable goesOn) {
        TenantId tenant = request.job().tenant();
        TrainingSpec earlier = specOf(tenant, current);
        if (earlier == null) {
            return new Outcome.Impossible("it is not known what the deployed version " + current.version()
                    + " was fitted on, so no row is known to be new to it");
        }
        TrainedModel serving = models.get(tenant, current.artifact());
        List<String> shared = compared(serving, request.spec());
        Table test = testRows(request, shared);
        goesOn.run();
        Set<List<Object>> seen = fittedOn(tenant, earlier, shared);
        goesOn.run();
        int[] unseen = IntStream.range(0, test.rows())
                .filter(row -> !seen.contains(row(test, shared, row)))
                .toArray();
        if (unseen.length < LEAST_ROWS) {
            return new Outcome.Impossible(unseen.length + " of the " + test.rows()
                    + " test rows are new to the deployed version " + current.version() + ", and " + LEAST_ROWS
                    + " are needed to compare both");
        }
        return judge(request, candidate, version, serving, current, select(test, unseen), goesOn);
    }

    private static Outcome judge(
            TrainingRequest request,
            TrainedModel candidate,
            ModelVersion version,
            TrainedModel serving,
            ModelVersion current,
            Table rows,
            Runnable goesOn) {
        String target = request.spec().trainingData().target();
        ValidationConfig config = request.spec().validationConfig();
        var ours = DatasetEvaluation.judge(candidate, Truth.of(candidate, version, target), rows, config, goesOn);
        var theirs = DatasetEvaluation.judge(serving, Truth.of(serving, current, target), rows, config, goesOn);
        return ours.rows() == theirs.rows()
                ? new Outcome.Scored(ours.metrics(), theirs.metrics(), ours.rows())
                : new Outcome.Impossible("the two versions can judge different rows: " + ours.rows() + " and "
                        + theirs.rows() + " of " + rows.rows());
    }

    private @Nullable TrainingSpec specOf(TenantId tenant, ModelVersion version) {
        JobId job = version.lineage().jobId();
        return job == null
                ? null
                : jobs.find(tenant, job)
                        .filter(found -> found.kind() == JobKind.TRAINING)
                        .map(Job::request)
                        .map(json -> Json.read(json, TrainingSpec.class))
                        .orElse(null);
    }

    /** By what a row is known again: the fields of the version that serves, and the target. */
    private static List<String> compared(TrainedModel serving, TrainingSpec spec) {
        Set<String> names = new LinkedHashSet<>();
        serving.inputs().schema().usedFields().stream().map(InputField::name).forEach(names::add);
        String target = spec.trainingData().target();
        if (target != null) {
            names.add(target);
        }
        return List.copyOf(names);
    }

    /** The test rows as the training set them apart, with all columns that either version needs. */
    private Table testRows(TrainingRequest request, List<String> shared) {
        TenantId tenant = request.job().tenant();
        TrainingSpec spec = request.spec();
        Dataset data = datasets.get(tenant, spec.trainingData().datasetId());
        DatasetId own = spec.trainingData().testDatasetId();
        if (own != null) {
            Dataset test = datasets.get(tenant, own);
            return reader.read(tenant, test, columns(request, test, shared));
        }
        Table table = reader.read(tenant, data, columns(request, data, shared));
        return select(table, split(spec, table).test());
    }

    private Set<List<Object>> fittedOn(TenantId tenant, TrainingSpec earlier, List<String> shared) {
        Dataset data = datasets.get(tenant, earlier.trainingData().datasetId());
        TrainingRequest request = new TrainingRequest(new JobRef(tenant, new JobId(new UUID(0, 0))), earlier);
        Table table = reader.read(tenant, data, columns(request, data, shared));
        boolean all =
                earlier.validationConfig().refit() || earlier.trainingData().testDatasetId() != null;
        int[] rows = all
                ? IntStream.range(0, table.rows()).toArray()
                : split(earlier, table).train();
        Set<List<Object>> seen = HashSet.newHashSet(rows.length);
        for (int row : rows) {
            seen.add(row(table, shared, row));
        }
        return seen;
    }

    private static Split split(TrainingSpec spec, Table table) {
        Target target = Targets.of(spec, table);
        int[] rows = TargetRows.known(target, "", note -> {});
        return new Splits(spec, table, target).of(TrainingPart.TRAIN, rows);
    }

    private static List<String> columns(TrainingRequest request, Dataset data, List<String> shared) {
        Set<String> wanted = new LinkedHashSet<>(TrainingTables.columns(request, data));
        for (String name : shared) {
            if (data.column(name).isEmpty()) {
                throw Problem.invalid(
                        "/auto_deploy",
                        "data set " + data.name() + " has no column " + name + ", which the deployed version needs");
            }
            wanted.add(name);
        }
        return List.copyOf(wanted);
    }

    private static Table select(Table table, int[] rows) {
        return new Table(
                rows.length,
                table.columns().stream().map(column -> column.select(rows)).toList());
    }

    private static List<Object> row(Table table, List<String> names, int row) {
        List<Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            @Nullable
            Object value = switch (table.column(name).orElseThrow()) {
                case Column.Numeric numeric -> numeric.values()[row];
                case Column.Text text -> text.value(row);
            };
            values.add(value == null ? "\0" : value);
        }
        return values;
    }
}
