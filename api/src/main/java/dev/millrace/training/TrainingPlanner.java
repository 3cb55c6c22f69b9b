package dev.millrace.training;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.security.Caller;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Trainings that are to be started later. */
@Component
final class TrainingPlanner implements RunPlanner {
    private final BodyParts bodies;

    TrainingPlanner(BodyParts bodies) {
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.TRAINING;
    }

    @Override
    public Object plan(Caller caller, JsonNode request) {
        return bodies.read("", request, TrainingJobRequest.class).spec();
    }
}
