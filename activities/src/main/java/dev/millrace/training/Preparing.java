package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.MemoryBudget;
import dev.millrace.models.ModelFile;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The step that fits the preprocessing and stores the matrices it gives. */
@Component
final class Preparing {
    private final TrainingTables tables;
    private final TrainingArtifacts artifacts;
    private final MemoryBudget memory;

    Preparing(TrainingTables tables, TrainingArtifacts artifacts, MemoryBudget memory) {
        this.tables = tables;
        this.artifacts = artifacts;
        this.memory = memory;
    }

    PreparedData prepare(TrainingRequest request, TrainingPart part, Attempt attempt) {
        Dataset data = tables.data(request);
        List<String> columns = TrainingTables.columns(request, data);
        return memory.with(
                TrainingTables.bytes(
                        data, columns, request.spec().trainingData().text().values()),
                "preparing the data",
                attempt.heartbeat()::throwIfStopped,
                () -> {
                    Table rows = tables.read(request, data, columns);
                    attempt.heartbeat().throwIfStopped();
                    Prepared prepared = Preparation.prepare(
                            request.spec(),
                            part,
                            rows,
                            testRows(request, part, columns),
                            attempt.heartbeat()::throwIfStopped);
                    prepared.notes().forEach(attempt.report()::info);
                    attempt.heartbeat().throwIfStopped();
                    return store(request, part, prepared);
                });
    }

    private @Nullable Table testRows(TrainingRequest request, TrainingPart part, List<String> columns) {
        Dataset test = part.equals(TrainingPart.ALL) ? null : tables.testData(request);
        return test == null ? null : tables.readTest(request, test, columns);
    }

    private PreparedData store(TrainingRequest request, TrainingPart part, Prepared prepared) {
        byte[] inputs = ModelFile.write(prepared.inputs());
        PreparedMatrix test = prepared.test();
        return new PreparedData(
                part,
                artifacts.keep(request.job(), out -> out.write(inputs)),
                store(request, prepared.train()),
                test == null ? null : store(request, test),
                prepared.train().rows(),
                test == null ? 0 : test.rows());
    }

    private ArtifactHandle store(TrainingRequest request, PreparedMatrix matrix) {
        return artifacts.keep(request.job(), matrix::write);
    }
}
