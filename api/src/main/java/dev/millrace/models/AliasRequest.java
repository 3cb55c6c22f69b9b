package dev.millrace.models;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;

/** The version that an alias is to name. */
record AliasRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", example = "2")
        Integer version) {
    AliasRequest {
        if (version == null) {
            throw Problem.invalid("/version", "version is required: the number of the version that the alias names");
        }
    }
}
