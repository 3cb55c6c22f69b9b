package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Table;
import dev.millrace.datasets.TableReader;
import dev.millrace.jobs.PlannedStep;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows that a training learns from and is judged by. */
@Component
final class TrainingTables {
    private static final int BYTES_PER_VALUE = 8;

    private final Datasets datasets;
    private final TableReader reader;

    TrainingTables(Datasets datasets, TableReader reader) {
        this.datasets = datasets;
        this.reader = reader;
    }

    Dataset data(TrainingRequest request) {
        return datasets.get(
                request.job().tenant(), request.spec().trainingData().datasetId());
    }

    /** The data set of its own that the test rows come from; null when they come from the same one. */
    @Nullable
    Dataset testData(TrainingRequest request) {
        DatasetId id = request.spec().trainingData().testDatasetId();
        return id == null ? null : datasets.get(request.job().tenant(), id);
    }

    /** What is to be done with the rows. */
    List<PlannedStep> plan(TrainingRequest request) {
        Dataset test = testData(request);
        return TrainingPlan.of(request.spec(), (double) data(request).rows(), test == null ? 0 : (double) test.rows());
    }

    /** @throws dev.millrace.problems.Problem when columns and spec do not fit together */
    static List<String> columns(TrainingRequest request, Dataset data) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (ColumnSummary column : data.columns()) {
            types.put(column.name(), column.type());
        }
        return TrainingRules.columns(request.spec(), types);
    }

    Table read(TrainingRequest request, Dataset data, List<String> columns) {
        return reader.read(request.job().tenant(), data, columns);
    }

    /** What of the columns a test data set of its own has; it may lack those that taught the model nothing. */
    Table readTest(TrainingRequest request, Dataset test, List<String> columns) {
        List<String> there =
                columns.stream().filter(name -> test.column(name).isPresent()).toList();
        return reader.read(request.job().tenant(), test, there);
    }

    /** About how much memory the rows take, with the matrices made of them beside. */
    static long bytes(Dataset data, List<String> columns) {
        return 2 * data.rows() * columns.size() * BYTES_PER_VALUE;
    }

    /** As much, with the texts themselves and all the features that they may become. */
    static long bytes(Dataset data, List<String> columns, Collection<TextEncoding> texts) {
        long features = texts.stream().mapToLong(TextFit::most).sum();
        return bytes(data, columns) + (texts.isEmpty() ? 0 : data.sizeBytes() + data.rows() * features * Float.BYTES);
    }
}
