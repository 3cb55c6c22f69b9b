package dev.millrace.prediction;

import dev.millrace.models.Alias;
import dev.millrace.models.VersionChoice;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows to predict at once, each an object with the fields of the model's input schema. */
record PredictRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "1 to 10,000 rows. A value that is not known is null; a field cannot be left out.",
                example = "[{\"age\": 42, \"plan\": \"pro\"}]")
        List<Map<String, @Nullable Object>> instances,

        @Schema(description = "Null: the deployed version.", minimum = "1", example = "null") @Nullable
        Integer version,

        @Schema(description = "Instead of version: the version that this alias names.", example = "null") @Nullable
        String alias,

        @Schema(
                description =
                        "Whether each prediction comes with what the columns contribute to it; then at most 100 rows.",
                defaultValue = "false")
        @Nullable
        Boolean explain,

        @Schema(
                description =
                        "Callers with the same key get the same version while a rollout is under way; without one, each request is drawn by lot. At most 1,000 characters.")
        @Nullable
        String stickyKey) {
    static final int MOST_INSTANCES = 10_000;
    static final int MOST_EXPLAINED = 100;
    private static final int LONGEST_KEY = 1_000;

    PredictRequest {
        if (instances == null || instances.isEmpty()) {
            throw Problem.invalid(
                    "/instances", "instances holds 1 to 10,000 rows, each an object of the model's fields");
        }
        if (instances.size() > MOST_INSTANCES) {
            throw Problem.invalid(
                    "/instances",
                    "instances holds at most 10,000 rows, not " + instances.size()
                            + "; for more use POST /api/v1/predictions/batch");
        }
        if (stickyKey != null && stickyKey.length() > LONGEST_KEY) {
            throw Problem.invalid("/sticky_key", "sticky_key is up to 1,000 characters");
        }
        if (version != null && alias != null) {
            throw Problem.invalid("/alias", "give version or alias, not both: each names the version to predict with");
        }
        if (Boolean.TRUE.equals(explain) && instances.size() > MOST_EXPLAINED) {
            throw Problem.invalid(
                    "/instances",
                    "with explain, instances holds at most " + MOST_EXPLAINED + " rows, not " + instances.size()
                            + "; for more use POST /api/v1/predictions/batch");
        }
    }

    boolean explained() {
        return Boolean.TRUE.equals(explain);
    }

    VersionChoice choice() {
        if (version != null) {
            return new VersionChoice.Exact(version);
        }
        return alias == null ? new VersionChoice.Deployed() : new VersionChoice.Aliased(new Alias(alias));
    }
}
