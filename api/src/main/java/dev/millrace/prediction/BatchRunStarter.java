package dev.millrace.prediction;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunStarter;
import dev.millrace.problems.Placed;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Batch predictions among the runs of every kind. */
@Component
final class BatchRunStarter implements RunStarter {
    private final Batches batches;
    private final BodyParts bodies;

    BatchRunStarter(Batches batches, BodyParts bodies) {
        this.batches = batches;
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.BATCH_PREDICTION;
    }

    @Override
    public Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey) {
        BatchRequest request = bodies.read("/input", order.body(), BatchRequest.class);
        return Placed.at("/input", () -> batches.submit(caller, request.spec(), idempotencyKey));
    }
}
