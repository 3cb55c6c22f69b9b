package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.jobs.MemoryBudget;
import dev.millrace.jobs.ThreadBudget;
import dev.millrace.models.ModelFile;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The step that fits, from the last checkpoint on. */
@Component
final class Fitting {
    /** The matrices themselves, the engine's own copy of them, and what it works with. */
    private static final int COPIES = 3;

    private final TrainingArtifacts artifacts;
    private final Checkpoints checkpoints;
    private final CheckpointInterval interval;
    private final ThreadBudget threads;
    private final MemoryBudget memory;
    private final Clock clock;

    Fitting(
            TrainingArtifacts artifacts,
            Checkpoints checkpoints,
            CheckpointInterval interval,
            ThreadBudget threads,
            MemoryBudget memory,
            Clock clock) {
        this.artifacts = artifacts;
        this.checkpoints = checkpoints;
        this.interval = interval;
        this.threads = threads;
        this.memory = memory;
        this.clock = clock;
    }

    FittedModel fit(TrainingRequest request, PreparedData data, Attempt attempt) {
        return memory.with(bytes(data), "the fit", attempt.heartbeat()::throwIfStopped, () -> {
            try (ThreadBudget.Share share = threads.join()) {
                TrainedModel model = ModelFitting.fit(
                        request.spec(),
                        artifacts.inputs(request.job(), data.preprocessing()),
                        artifacts.matrix(request.job(), data.train()),
                        test(request, data),
                        monitor(request, data.part(), attempt, share));
                return new FittedModel(artifacts.keep(request.job(), out -> ModelFile.write(model, out)));
            }
        });
    }

    private ReportingMonitor monitor(
            TrainingRequest request, TrainingPart part, Attempt attempt, ThreadBudget.Share share) {
        return new ReportingMonitor(request.job(), part, attempt, checkpoints, interval, share, clock);
    }

    private @Nullable PreparedMatrix test(TrainingRequest request, PreparedData data) {
        ArtifactHandle test = data.test();
        return test == null ? null : artifacts.matrix(request.job(), test);
    }

    private static long bytes(PreparedData data) {
        ArtifactHandle test = data.test();
        return COPIES * (data.train().size() + (test == null ? 0 : test.size()));
    }
}
