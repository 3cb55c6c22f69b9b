package dev.millrace;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetFormat;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Readiness;
import dev.millrace.jobs.StepStatus;
import dev.millrace.models.explanation.OutputSpace;
import dev.millrace.security.Role;
import dev.millrace.training.Task;
import dev.millrace.training.ValidationConfig;
import dev.millrace.tuning.Direction;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Explains, wherever the OpenAPI document lists them, the words that several features share. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class Vocabulary implements OpenApiCustomizer {
    private final Map<Set<String>, String> meanings = new HashMap<>();

    Vocabulary(JsonMapper json) {
        explain(json, JobStatus.values(), "The job's lifecycle; completed, failed and cancelled are final.");
        explain(json, StepStatus.values(), "How far the step is.");
        explain(json, Readiness.Status.values(), "degraded: jobs are accepted and start once Temporal is back.");
        explain(json, DatasetFormat.values(), "How the uploaded data was written.");
        explain(json, ValidationConfig.Strategy.values(), "holdout: some rows are set apart, of each class its share.");
        explain(json, JobKind.values(), "What the job does.");
        explain(json, Priority.values(), "How soon the job's work is taken from the queue, beside other jobs.");
        explain(
                json,
                Task.values(),
                "classification predicts one of a few labels, regression a number, forecasting the next values of a series;"
                        + " clustering groups rows, anomaly_detection finds unusual ones.");
        explain(json, Direction.values(), "Which way a metric is better.");
        explain(
                json,
                OutputSpace.values(),
                "What base value and contributions add up to: a probability, a margin (log-odds), or the value.");
        explain(json, ColumnType.values(), "Whole numbers, numbers, true or false, texts, or times.");
        explain(
                json,
                Role.values(),
                "viewer reads, operator also starts, steers and deletes work, admin also manages the workspace,"
                        + " platform_admin also creates workspaces.");
    }

    private void explain(JsonMapper json, Enum<?>[] values, String meaning) {
        Set<String> words = new HashSet<>();
        for (Enum<?> value : values) {
            words.add(json.convertValue(value, String.class));
        }
        meanings.put(words, meaning);
    }

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().getSchemas().values().forEach(this::explainFields);
    }

    private void explainFields(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::explain);
        }
    }

    private void explain(Schema<?> property) {
        if (property.getDescription() == null) {
            String meaning = meanings.get(words(property));
            if (meaning != null) {
                property.setDescription(meaning);
            }
        }
    }

    private static Set<String> words(Schema<?> property) {
        List<?> listed = property.getEnum();
        if (listed == null && property.getItems() != null) {
            listed = property.getItems().getEnum();
        }
        Set<String> words = new HashSet<>();
        if (listed != null) {
            listed.stream().filter(Objects::nonNull).map(String::valueOf).forEach(words::add);
        }
        return words;
    }
}
