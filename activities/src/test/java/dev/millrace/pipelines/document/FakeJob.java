package dev.millrace.pipelines.document;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A type of step that would be a job of its own. */
record FakeJob(String name, String with, String outputs) implements JobStep {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Override
    public String description() {
        return "Submits " + name + ".";
    }

    @Override
    public JsonNode withSchema() {
        return MAPPER.readTree(with);
    }

    @Override
    public JsonNode outputSchema() {
        return MAPPER.readTree(outputs);
    }

    @Override
    public JobKind kind() {
        return JobKind.valueOf("TRAINING");
    }

    @Override
    public Child child(StepContext step, JsonNode given) {
        throw new UnsupportedOperationException("never run");
    }

    @Override
    public JsonNode output(Job completed) {
        throw new UnsupportedOperationException("never run");
    }
}
