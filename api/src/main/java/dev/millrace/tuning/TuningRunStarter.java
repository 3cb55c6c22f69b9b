package dev.millrace.tuning;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunStarter;
import dev.millrace.problems.Placed;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Studies among the runs of every kind. */
@Component
final class TuningRunStarter implements RunStarter {
    private final Tunings tunings;
    private final BodyParts bodies;

    TuningRunStarter(Tunings tunings, BodyParts bodies) {
        this.tunings = tunings;
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.HYPERPARAMETER_TUNING;
    }

    @Override
    public Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey) {
        StudyRequest request = bodies.read("/input", order.body(), StudyRequest.class);
        return Placed.at("/input", () -> tunings.submit(caller, request.spec(), idempotencyKey));
    }
}
