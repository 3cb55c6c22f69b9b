package dev.millrace.prediction;

import io.swagger.v3.oas.annotations.media.Schema;

/** A row that could not be predicted. */
record FailedRow(
        @Schema(description = "Counted from 1 over the whole input.", example = "17")
        long row,

        @Schema(description = "Why, naming the field.", example = "age is a number, not \"old\"")
        String reason) {}
