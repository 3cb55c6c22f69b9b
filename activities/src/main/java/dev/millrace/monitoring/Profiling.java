package dev.millrace.monitoring;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Table;
import dev.millrace.models.FittingRows;
import dev.millrace.models.InputField;
import dev.millrace.models.Instances;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.TrainedModel;
import dev.millrace.monitoring.drift.FeatureProfile;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes baselines: reads a sample of the data that a version was trained on, and has the version answer it. */
@Component
final class Profiling {
    /** Enough to see a change that matters, few enough for an exact test. */
    static final int MOST_ROWS = 2_000;

    /** Values in a profile, so that models with thousands of features have small ones too. */
    private static final int MOST_VALUES = 1_000_000;

    private static final int FEWEST_ROWS = 200;

    private final DatasetSample samples;
    private final ModelCache models;
    private final Clock clock;

    Profiling(DatasetSample samples, ModelCache models, Clock clock) {
        this.samples = samples;
        this.models = models;
        this.clock = clock;
    }

    /** @throws Problem 422 when the data set lacks a column that the model needs */
    Baseline profile(TenantId tenant, ModelVersion version, Dataset dataset) {
        TrainedModel model = models.get(tenant, version.artifact());
        List<InputField> fields = model.inputs().schema().usedFields();
        List<String> columns = fields.stream().map(InputField::name).toList();
        for (String column : columns) {
            if (dataset.column(column).isEmpty()) {
                throw Problem.invalid(
                        "/baseline_dataset_id", "the data set has no column " + column + ", which the model needs");
            }
        }
        int rows = Math.clamp(MOST_VALUES / Math.max(1, columns.size()), FEWEST_ROWS, MOST_ROWS);
        List<Table> lots = samples.read(tenant, dataset, columns, rows);
        Table table = Lots.together(lots);
        FittingRows fitting = Instances.lenient(model.inputs().schema(), table);
        return new Baseline(
                dataset.id(),
                dataset.sha256(),
                dataset.rows(),
                fitting.table().rows(),
                fields.stream()
                        .flatMap(field -> fitting.table().column(field.name()).stream()
                                .map(column -> feature(field, column, dataset)))
                        .toList(),
                output(model, fitting.table()),
                clock.instant());
    }

    private static FeatureProfile feature(InputField field, Column column, Dataset dataset) {
        Optional<ColumnSummary> summary = dataset.column(field.name());
        return FeatureProfile.reference(column)
                .within(
                        number(summary.map(ColumnSummary::min).orElse(null)),
                        number(summary.map(ColumnSummary::max).orElse(null)),
                        Set.copyOf(field.categories()));
    }

    private static @Nullable FeatureProfile output(TrainedModel model, Table table) {
        return table.rows() == 0
                ? null
                : Outputs.of(model.predict(table))
                        .map(FeatureProfile::reference)
                        .orElse(null);
    }

    private static @Nullable Double number(@Nullable Number value) {
        return value == null ? null : Double.valueOf(value.doubleValue());
    }
}
