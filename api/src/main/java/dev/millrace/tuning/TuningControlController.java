package dev.millrace.tuning;

import dev.millrace.events.EventStream;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Follows and steers studies that are under way. */
@Tag(name = "Hyperparameter tuning")
@RestController
@RequestMapping("/api/v1/training/hyperparameter-tuning/{id}")
class TuningControlController {
    private final Tunings tunings;
    private final JobControls controls;
    private final StudySteering steering;
    private final StudyViews views;
    private final EventStream stream;

    TuningControlController(
            Tunings tunings, JobControls controls, StudySteering steering, StudyViews views, EventStream stream) {
        this.tunings = tunings;
        this.controls = controls;
        this.steering = steering;
        this.views = views;
        this.stream = stream;
    }

    @Operation(
            summary = "Change what a study may do",
            description = "While it searches; the change is kept, and holds from the next trial on.")
    @ApiResponse(responseCode = "200", description = "The study with its new limits.")
    @ApiResponse(responseCode = "409", description = "The search has ended, or more trials than that have begun.")
    @Requires(Role.OPERATOR)
    @PatchMapping
    StudyView change(Caller caller, @PathVariable JobId id, @RequestBody StudyChange change) {
        Job study = tunings.get(caller, id);
        Job changed = steering.change(caller.tenant(), study.ref().job(), change.budget(), change.space());
        return views.of(caller, changed);
    }

    @Operation(
            summary = "Cancel a study",
            description =
                    "One that is queued is cancelled at once and never started. Trials in the middle of a fit end soon after, and no model is trained; what was found stays.")
    @ApiResponse(responseCode = "202", description = "The cancellation is under way.")
    @ApiResponse(responseCode = "409", description = "The study has ended.")
    @Requires(Role.OPERATOR)
    @PatchMapping("/cancel")
    ResponseEntity<StudyView> cancel(Caller caller, @PathVariable JobId id) {
        return views.accepted(caller, controls.cancel(caller.tenant(), study(caller, id)));
    }

    @Operation(
            summary = "Pause a study",
            description = "Trials under way are done again once it goes on, with their numbers and parameters.")
    @ApiResponse(responseCode = "202", description = "The study will pause.")
    @ApiResponse(responseCode = "409", description = "The study has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/pause")
    ResponseEntity<StudyView> pause(Caller caller, @PathVariable JobId id) {
        return views.accepted(caller, controls.pause(caller.tenant(), study(caller, id)));
    }

    @Operation(summary = "Continue a paused study")
    @ApiResponse(responseCode = "202", description = "The study will go on.")
    @ApiResponse(responseCode = "409", description = "The study has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/continue")
    ResponseEntity<StudyView> resume(Caller caller, @PathVariable JobId id) {
        return views.accepted(caller, controls.resume(caller.tenant(), study(caller, id)));
    }

    @Operation(
            summary = "Follow a study's events",
            description = "Server-sent events, beginning after Last-Event-ID; the stream closes after the final one.")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        stream.send(caller.tenant(), study(caller, id).value(), lastEventId, response);
    }

    /** A job of another kind is not found here. */
    private JobId study(Caller caller, JobId id) {
        return tunings.get(caller, id).ref().job();
    }
}
