package dev.millrace.prediction;

import dev.millrace.models.ModelId;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was right, told after the prediction. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models/{id}/feedback")
class FeedbackController {
    private final Feedback feedback;
    private final PredictionRecorder recorder;

    FeedbackController(Feedback feedback, PredictionRecorder recorder) {
        this.feedback = feedback;
        this.recorder = recorder;
    }

    @Operation(
            summary = "Say what would have been right",
            description =
                    "For one prediction, or for up to 1,000 at once: then all of it is kept or nothing. The same label again changes nothing; a label stays as it was first given. A prediction can be labelled about a second after it was made, and for 30 days unless configured otherwise.")
    @ApiResponse(responseCode = "200", description = "How many predictions have got their label.")
    @ApiResponse(responseCode = "404", description = "The model has made no such prediction, or it is forgotten.")
    @ApiResponse(responseCode = "409", description = "A prediction has another label already.")
    @ApiResponse(responseCode = "422", description = "A label does not fit the model's task.")
    @Requires(Role.OPERATOR)
    @PostMapping
    FeedbackView give(Caller caller, @PathVariable ModelId id, @RequestBody FeedbackRequest request) {
        // What this process has just answered may not be written yet.
        recorder.flush();
        return new FeedbackView(feedback.give(caller.tenant(), id, request.labels()));
    }
}
