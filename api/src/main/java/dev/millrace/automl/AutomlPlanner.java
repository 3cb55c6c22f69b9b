package dev.millrace.automl;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.security.Caller;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** AutoML jobs that are to be started later. */
@Component
final class AutomlPlanner implements RunPlanner {
    private final BodyParts bodies;

    AutomlPlanner(BodyParts bodies) {
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.AUTOML;
    }

    @Override
    public Object plan(Caller caller, JsonNode request) {
        return bodies.read("", request, AutomlJobRequest.class).order();
    }
}
