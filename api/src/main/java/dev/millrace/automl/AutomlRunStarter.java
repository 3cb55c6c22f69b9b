package dev.millrace.automl;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunStarter;
import dev.millrace.problems.Placed;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** AutoML jobs among the runs of every kind. */
@Component
final class AutomlRunStarter implements RunStarter {
    private final Automls automls;
    private final BodyParts bodies;

    AutomlRunStarter(Automls automls, BodyParts bodies) {
        this.automls = automls;
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.AUTOML;
    }

    @Override
    public Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey) {
        AutomlJobRequest request = bodies.read("/input", order.body(), AutomlJobRequest.class);
        return Placed.at("/input", () -> automls.submit(caller, request.order(), idempotencyKey));
    }
}
