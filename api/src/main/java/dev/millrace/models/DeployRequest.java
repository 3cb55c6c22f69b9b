package dev.millrace.models;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which version is to serve, and how it takes over. */
record DeployRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", example = "2")
        Integer version,

        @Schema(
                description = "immediate: at once, for every caller.",
                allowableValues = {"immediate"},
                defaultValue = "immediate")
        @Nullable
        String strategy) {
    DeployRequest {
        if (version == null) {
            throw Problem.invalid("/version", "version is required: the number of the version to deploy");
        }
        if (strategy != null && !strategy.equals("immediate")) {
            throw Problem.invalid("/strategy", "strategy " + strategy + " is not offered; immediate is");
        }
    }
}
