package dev.millrace.pipelines.document;

import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A type of step that says what it takes and gives, and never runs. */
record FakeTask(String name, String with, String output, boolean cacheable, boolean compensates) implements TaskStep {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Override
    public String description() {
        return "Does " + name + ".";
    }

    @Override
    public JsonNode withSchema() {
        return MAPPER.readTree(with);
    }

    @Override
    public JsonNode outputSchema() {
        return MAPPER.readTree(output);
    }

    @Override
    public String queue() {
        return "io";
    }

    @Override
    public JsonNode run(StepContext step, JsonNode given) {
        throw new UnsupportedOperationException("never run");
    }
}
