package dev.millrace.prediction;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.security.Caller;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Batch predictions that are to be started later. */
@Component
final class BatchPlanner implements RunPlanner {
    private final BodyParts bodies;

    BatchPlanner(BodyParts bodies) {
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.BATCH_PREDICTION;
    }

    @Override
    public Object plan(Caller caller, JsonNode request) {
        return bodies.read("", request, BatchRequest.class).spec();
    }
}
