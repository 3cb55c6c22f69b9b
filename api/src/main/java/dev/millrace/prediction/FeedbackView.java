package dev.millrace.prediction;

import io.swagger.v3.oas.annotations.media.Schema;

/** What has become of feedback. */
@Schema(name = "FeedbackAccepted")
record FeedbackView(
        @Schema(description = "How many predictions have their label now.", example = "1")
        int accepted) {}
