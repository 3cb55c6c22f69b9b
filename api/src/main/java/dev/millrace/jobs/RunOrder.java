package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A run of any kind that is asked for. */
@Schema(name = "RunRequest")
public record RunOrder(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "pipeline: a workflow of the workspace's own. The others as their own endpoints start them.",
                allowableValues = {
                    "pipeline",
                    "training",
                    "hyperparameter_tuning",
                    "automl",
                    "batch_prediction",
                    "agent",
                    "multi_agent"
                })
        String workflowType,

        @Schema(description = "Of a pipeline: the name or the id of the workflow.", example = "nightly_retrain")
        @Nullable
        String workflow,

        @Schema(description = "Of a pipeline: the version; the newest unless given.", example = "null") @Nullable
        Integer version,

        @Schema(
                description =
                        "Of a pipeline: as its input_schema wants it. Else the body that the kind's own endpoint takes.",
                type = "object")
        @Nullable
        JsonNode input,

        @Schema(description = "Of a pipeline: whom it is about; kept with the run.", maxLength = 200) @Nullable
        String customerId,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority) {
    private static final int LONGEST_CUSTOMER = 200;

    public RunOrder {
        if (input != null && !input.isNull() && !input.isObject()) {
            throw Problem.malformed("/input", "input is an object");
        }
        if (customerId != null && customerId.length() > LONGEST_CUSTOMER) {
            throw Problem.invalid("/customer_id", "customer_id is up to 200 characters");
        }
    }

    /** The body of the kind's own endpoint, for kinds that know neither workflows nor customers. */
    public ObjectNode body() {
        refuse("/workflow", workflow);
        refuse("/version", version);
        refuse("/customer_id", customerId);
        ObjectNode body = input instanceof ObjectNode given ? given.deepCopy() : JsonNodeFactory.instance.objectNode();
        if (priority != null && !body.has("priority")) {
            body.put("priority", priority.name().toLowerCase(Locale.ROOT));
        }
        return body;
    }

    private void refuse(String pointer, @Nullable Object value) {
        if (value != null) {
            throw Problem.invalid(pointer, pointer.substring(1) + " is for runs of type pipeline, not " + workflowType);
        }
    }
}
