package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Table;
import dev.millrace.datasets.TableReader;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.MemoryBudget;
import dev.millrace.models.FittingRows;
import dev.millrace.models.InputField;
import dev.millrace.models.Instances;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges a version of a model by the rows of any dataset, by the metrics that its training is judged by. */
@Component
public final class DatasetEvaluation {
    private static final int BLOCK = 1 << 10;
    private static final int NAMES_SHOWN = 20;

    private final TableReader reader;
    private final ModelCache models;
    private final Jobs jobs;
    private final MemoryBudget memory;

    DatasetEvaluation(TableReader reader, ModelCache models, Jobs jobs, MemoryBudget memory) {
        this.reader = reader;
        this.models = models;
        this.jobs = jobs;
        this.memory = memory;
    }

    /** The metrics, and how many rows they are of: of a classification or regression those whose target is known. */
    public record Judgement(Map<String, Double> metrics, int rows) {}

    /**
     * @param target the column of the truth; null: the one that the model was trained on
     * @param goesOn is called every now and then, and may throw to end it
     * @throws Problem when the dataset lacks a column, or the model cannot be judged by it
     */
    public Judgement evaluate(
            TenantId tenant, ModelVersion version, Dataset dataset, @Nullable String target, Runnable goesOn) {
        TrainedModel model = models.get(tenant, version.artifact());
        Truth truth = Truth.of(model, version, target);
        List<String> columns = columns(model, truth, dataset);
        long bytes = TrainingTables.bytes(dataset, columns)
                + dataset.rows() * model.inputs().preprocessing().features().size() * Float.BYTES;
        return memory.with(bytes, "the evaluation", goesOn, () -> {
            Table table = reader.read(tenant, dataset, columns);
            return judge(model, truth, table, config(tenant, version), goesOn);
        });
    }

    private static List<String> columns(TrainedModel model, Truth truth, Dataset dataset) {
        Set<String> wanted = new LinkedHashSet<>();
        model.inputs().schema().usedFields().stream().map(InputField::name).forEach(wanted::add);
        List<String> missing =
                wanted.stream().filter(name -> dataset.column(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw Problem.invalid(
                    "/dataset_id",
                    "the dataset has no column "
                            + String.join(
                                    ", ", missing.stream().limit(NAMES_SHOWN).toList())
                            + ", which the model needs");
        }
        String target = truth.column();
        if (target != null && dataset.column(target).isEmpty()) {
            throw Problem.invalid("/target", "the dataset has no column " + target + ", which would hold the truth");
        }
        if (target != null) {
            wanted.add(target);
        }
        return List.copyOf(wanted);
    }

    /** How its training was judged: the positive class and the seed. */
    private ValidationConfig config(TenantId tenant, ModelVersion version) {
        return Optional.ofNullable(version.lineage().jobId())
                .flatMap(job -> jobs.find(tenant, job))
                .filter(job -> job.kind() == JobKind.TRAINING)
                .map(Job::request)
                .map(request -> Json.read(request, TrainingSpec.class).validationConfig())
                .orElse(ValidationConfig.DEFAULT);
    }

    /** As the other, by rows in memory. */
    static Judgement judge(TrainedModel model, Truth truth, Table table, ValidationConfig config, Runnable goesOn) {
        Column column =
                truth.column() == null ? null : table.column(truth.column()).orElseThrow();
        double[] known = truth.in(column, table.rows(), config.positiveClass());
        FittingRows fitting = Instances.lenient(model.inputs().schema(), table);
        int[] kept = IntStream.range(0, fitting.rows().length)
                .filter(row -> !truth.needed() || !Double.isNaN(known[fitting.rows()[row]]))
                .toArray();
        if (kept.length == 0) {
            throw Problem.invalid(
                    truth.needed() ? "/target" : "/dataset_id",
                    "no row fits the model" + (truth.needed() ? " and has a known " + truth.column() : ""));
        }
        FittingRows rows = fitting.keep(kept, "its target is not known");
        double[] expected =
                IntStream.of(rows.rows()).mapToDouble(row -> known[row]).toArray();
        Map<String, Double> metrics = ModelEvaluation.metrics(
                predict(model, rows.table(), expected, goesOn),
                () -> model.inputs().transform(rows.table()),
                config,
                goesOn);
        return new Judgement(metrics, kept.length);
    }

    private static TestPredictions predict(TrainedModel model, Table rows, double[] truth, Runnable goesOn) {
        List<TestPredictions> blocks = new ArrayList<>();
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            goesOn.run();
            int[] block =
                    IntStream.range(first, Math.min(rows.rows(), first + BLOCK)).toArray();
            Table lot = new Table(
                    block.length,
                    rows.columns().stream().map(column -> column.select(block)).toList());
            blocks.add(new TestPredictions(
                    model.predict(lot),
                    IntStream.of(block).mapToDouble(row -> truth[row]).toArray()));
        }
        return TestPredictions.concat(blocks);
    }
}
