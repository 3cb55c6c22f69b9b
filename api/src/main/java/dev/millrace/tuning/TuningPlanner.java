package dev.millrace.tuning;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.security.Caller;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Studies that are to be started later. */
@Component
final class TuningPlanner implements RunPlanner {
    private final BodyParts bodies;

    TuningPlanner(BodyParts bodies) {
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.HYPERPARAMETER_TUNING;
    }

    @Override
    public Object plan(Caller caller, JsonNode request) {
        return bodies.read("", request, StudyRequest.class).spec();
    }
}
