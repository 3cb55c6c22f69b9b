package dev.millrace.training;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunStarter;
import dev.millrace.problems.Placed;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Trainings among the runs of every kind. */
@Component
final class TrainingRunStarter implements RunStarter {
    private final Trainings trainings;
    private final BodyParts bodies;

    TrainingRunStarter(Trainings trainings, BodyParts bodies) {
        this.trainings = trainings;
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.TRAINING;
    }

    @Override
    public Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey) {
        TrainingJobRequest request = bodies.read("/input", order.body(), TrainingJobRequest.class);
        return Placed.at("/input", () -> trainings.submit(caller, request.spec(), idempotencyKey));
    }
}
