package dev.millrace.training;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.MemoryBudget;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.Algorithms;
import dev.millrace.training.algorithm.FeatureNeeds;
import dev.millrace.training.algorithm.FitMonitor;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fits and judges models that nobody keeps, one after another on the same rows. The rows are prepared once for all of them
 * that need them alike, and stay in memory, up to a fifth of the heap, while they are asked for.
 */
@Component
public final class Candidates {
    private static final int SHARE_OF_HEAP = 5;
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** The matrices, the engine's own copy of them, and what it works with. */
    private static final int COPIES = 3;

    private final TrainingTables tables;
    private final MemoryBudget memory;
    private final Cache<Key, Prepared> prepared = Caffeine.newBuilder()
            .expireAfterAccess(KEPT)
            .maximumWeight((Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) >> 10)
            .weigher((Key key, Prepared rows) -> (int) Math.min(Integer.MAX_VALUE, bytes(rows) >> 10))
            .build();

    Candidates(TrainingTables tables, MemoryBudget memory) {
        this.tables = tables;
        this.memory = memory;
    }

    /**
     * The rows of a part that has test rows, ready for the algorithm of {@code spec}.
     *
     * @param job whose rows they are; its candidates differ in algorithm and hyperparameters only
     * @param goesOn called now and then; throws when nobody needs the result any more
     */
    public Prepared rows(JobRef job, TrainingSpec spec, TrainingPart part, Runnable goesOn) {
        FeatureNeeds needs =
                Algorithms.builtIn().require(spec.algorithm(), spec.task()).needs();
        return prepared.get(new Key(job.job(), part, needs), _ -> prepare(job, spec, part, goesOn));
    }

    /** Fits on the training rows and judges by the test rows; the metrics by name. */
    public Map<String, Double> judge(TrainingSpec spec, Prepared rows, FitMonitor monitor) {
        TestPredictions predictions = predict(fit(spec, rows, monitor), rows, monitor);
        return ModelEvaluation.metrics(
                predictions, test(rows)::features, spec.validationConfig(), monitor::throwIfCancelled);
    }

    /** Fits on the training rows. */
    public TrainedModel fit(TrainingSpec spec, Prepared rows, FitMonitor monitor) {
        return memory.with(
                COPIES * bytes(rows),
                "the fit",
                monitor::throwIfCancelled,
                () -> ModelFitting.fit(spec, rows.inputs(), rows.train(), rows.test(), monitor));
    }

    /** What a model that was fitted on the training rows says of the test rows. */
    public static TestPredictions predict(TrainedModel model, Prepared rows, FitMonitor monitor) {
        return ModelEvaluation.predict(model, test(rows), monitor::throwIfCancelled);
    }

    private static PreparedMatrix test(Prepared rows) {
        return Objects.requireNonNull(rows.test(), "a candidate is judged by test rows");
    }

    private Prepared prepare(JobRef job, TrainingSpec spec, TrainingPart part, Runnable goesOn) {
        TrainingRequest request = new TrainingRequest(job, spec);
        Dataset data = tables.data(request);
        List<String> columns = TrainingTables.columns(request, data);
        long bytes =
                TrainingTables.bytes(data, columns, spec.trainingData().text().values());
        return memory.with(
                bytes,
                "preparing the data",
                goesOn,
                () -> Preparation.prepare(
                        spec, part, tables.read(request, data, columns), testRows(request, part, columns), goesOn));
    }

    /** Rows of a test data set of its own are seen by nobody who searches. */
    private @Nullable Table testRows(TrainingRequest request, TrainingPart part, List<String> columns) {
        Dataset test = part.equals(TrainingPart.TRAIN) ? tables.testData(request) : null;
        return test == null ? null : tables.readTest(request, test, columns);
    }

    private static long bytes(Prepared rows) {
        PreparedMatrix test = rows.test();
        return bytes(rows.train()) + (test == null ? 0 : bytes(test));
    }

    private static long bytes(PreparedMatrix matrix) {
        return (long) matrix.features().values().length * Float.BYTES + (long) matrix.rows() * Double.BYTES;
    }

    private record Key(JobId job, TrainingPart part, FeatureNeeds needs) {}
}
