package dev.millrace.pipelines;

import io.swagger.v3.oas.annotations.media.Schema;

/** A document that is right. */
@Schema(name = "WorkflowValidation")
record ValidationView(
        @Schema(description = "Always true: what is wrong is told as a problem.")
        boolean valid,

        @Schema(description = "How many steps there are in the outermost block.", example = "10")
        int steps) {}
