package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.RowRange;
import dev.millrace.datasets.TableCursor;
import dev.millrace.datasets.TableReader;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.FittingRows;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.Instances;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Where the rows of a batch come from: a data set, or instances that came with the request. */
@Component
final class BatchSource {
    private static final TypeReference<List<Map<String, @Nullable Object>>> INSTANCES = new TypeReference<>() {};

    private final Datasets datasets;
    private final TableReader reader;
    private final ArtifactStore artifacts;

    BatchSource(Datasets datasets, TableReader reader, ArtifactStore artifacts) {
        this.datasets = datasets;
        this.reader = reader;
        this.artifacts = artifacts;
    }

    /** @throws Problem when the data set lacks a column that the model needs */
    long count(JobRef job, BatchData data, InputSchema schema) {
        if (data.instances() != null) {
            return data.instances().size();
        }
        Dataset dataset = dataset(job, data);
        for (InputField field : schema.usedFields()) {
            if (dataset.column(field.name()).isEmpty()) {
                throw Problem.invalid(
                        "/data/dataset_id", "the data set has no column " + field.name() + ", which the model needs");
            }
        }
        return dataset.rows();
    }

    /** Keeps the instances that came with the request, so that each attempt finds them. */
    @Nullable
    ArtifactHandle keepInstances(JobRef job, BatchData data) {
        return data.instances() == null
                ? null
                : artifacts.put(job.tenant(), Json.write(data.instances()).getBytes(StandardCharsets.UTF_8));
    }

    BatchRows open(JobRef job, BatchData data, Batch batch, InputSchema schema, RowRange rows) {
        ArtifactHandle instances = batch.instances();
        return instances == null
                ? new StoredRows(schema, cursor(job, data, schema, rows))
                : new GivenRows(schema, read(job, instances), Math.toIntExact(rows.from()));
    }

    private TableCursor cursor(JobRef job, BatchData data, InputSchema schema, RowRange rows) {
        List<String> columns =
                schema.usedFields().stream().map(InputField::name).toList();
        return reader.open(job.tenant(), dataset(job, data), columns, rows);
    }

    private Dataset dataset(JobRef job, BatchData data) {
        DatasetId id = data.datasetId();
        if (id == null) {
            throw new IllegalStateException("a batch has a data set or instances");
        }
        return datasets.get(job.tenant(), id);
    }

    private List<Map<String, @Nullable Object>> read(JobRef job, ArtifactHandle instances) {
        return Json.mapper().readValue(artifacts.read(job.tenant(), instances), INSTANCES);
    }

    private record StoredRows(InputSchema schema, TableCursor cursor) implements BatchRows {
        @Override
        public FittingRows next(int rows) {
            return Instances.lenient(schema, cursor.next(rows));
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    private static final class GivenRows implements BatchRows {
        private final InputSchema schema;
        private final List<Map<String, @Nullable Object>> instances;
        private int position;

        GivenRows(InputSchema schema, List<Map<String, @Nullable Object>> instances, int position) {
            this.schema = schema;
            this.instances = instances;
            this.position = position;
        }

        @Override
        public FittingRows next(int rows) {
            int from = position;
            position = Math.min(instances.size(), from + rows);
            return Instances.lenient(schema, instances.subList(from, position));
        }

        @Override
        public void close() {}
    }
}
