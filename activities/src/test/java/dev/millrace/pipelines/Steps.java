package dev.millrace.pipelines;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.pipelines.document.Format;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Types of steps that take and give anything, and documents made of them. */
record Steps(String name) implements TaskStep {
    static final Documents DOCUMENTS =
            new Documents(List.of(new Steps("pure"), new Steps("other")), new Expressions(), new SchemaCheck());

    /** Of the steps given, each as {@code id} or {@code id<need,need}. */
    static WrittenDocument document(String name, String... steps) {
        StringBuilder yaml = new StringBuilder("name: " + name + "\nsteps:\n");
        for (String step : steps) {
            String[] parts = step.split("<", -1);
            yaml.append("- id: ").append(parts[0]).append("\n  type: pure\n");
            if (parts.length > 1) {
                yaml.append("  needs: [").append(parts[1]).append("]\n");
            }
        }
        return written(yaml.toString());
    }

    static WrittenDocument written(String yaml) {
        return new WrittenDocument(DOCUMENTS.read(yaml, Format.YAML), yaml, Format.YAML);
    }

    @Override
    public String description() {
        return "Takes and gives anything.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("{\"type\": \"object\"}");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("{}");
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        return with;
    }
}
