package dev.millrace.models;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users may change of a model. An absent name or status stays; an absent description or tags are cleared. */
record ModelUpdate(
        @Schema(
                description = "Unique in the workspace; null leaves it as it is.",
                pattern = ModelName.FORM,
                example = "churn")
        @Nullable
        String name,

        @Schema(maxLength = ModelUpdate.LONGEST_DESCRIPTION) @Nullable
        String description,

        @Schema(
                description = "At most 50 names of up to 100 characters, each with a text of up to 500.",
                example = "{\"team\": \"growth\"}")
        @Nullable
        Map<String, String> tags,

        @Schema(
                description = "ready: in use again. deprecated: not to be used any more. Null leaves it as it is.",
                allowableValues = {"ready", "deprecated"})
        @Nullable
        String status) {
    static final int LONGEST_DESCRIPTION = 2000;

    ModelUpdate {
        if (name != null) {
            ModelName.require("/name", name);
        }
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw Problem.invalid("/description", "description is up to 2,000 characters");
        }
        tags = Tags.require(tags);
        if (status != null && !status.equals("ready") && !status.equals("deprecated")) {
            throw Problem.invalid(
                    "/status", "status is set to ready or deprecated; deploying a version makes a model deployed");
        }
    }

    ModelChange change() {
        return new ModelChange(
                name, description, Tags.require(tags), status == null ? null : status.equals("deprecated"));
    }
}
