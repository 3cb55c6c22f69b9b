package dev.millrace.schedules;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Schedules: write, change, delete. */
@Tag(name = "Schedules", description = "Runs by the clock.")
@RestController
@RequestMapping("/api/v1/schedules")
class SchedulesController {
    private final Schedules schedules;
    private final ScheduleWriting writing;
    private final UpcomingTimes times;

    SchedulesController(Schedules schedules, ScheduleWriting writing, UpcomingTimes times) {
        this.schedules = schedules;
        this.writing = writing;
        this.times = times;
    }

    @Operation(summary = "List schedules, newest first")
    @GetMapping
    Page<ScheduleView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only the schedule of this name.") @RequestParam(required = false) @Nullable
                    String name) {
        ScheduleId before = page.after() == null ? null : new ScheduleId(page.after());
        return Page.of(
                schedules.list(caller.tenant(), name, before, page.fetch()),
                page,
                schedule -> schedule.id().value(),
                schedule -> ScheduleView.of(schedule, times.computed(schedule)));
    }

    @Operation(summary = "Write a schedule", description = """
                    The action is checked at once, as its own endpoint does it, and again whenever its time comes. \
                    Accepted also while Temporal does not answer; it begins once it does.""")
    @ApiResponse(responseCode = "201", description = "The schedule; Location is where it is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such data set, model, workflow or agent.")
    @ApiResponse(
            responseCode = "409",
            description = "Another schedule has this name, or the action is not possible now.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<ScheduleView> create(Caller caller, @RequestBody ScheduleRequest request) {
        Schedule made =
                schedules.create(caller.tenant(), writing.draft(caller, request), ScheduleWriting.planner(caller));
        ScheduleView view = ScheduleView.of(made, times.computed(made));
        return ResponseEntity.created(URI.create("/api/v1/schedules/" + made.id()))
                .eTag(ETags.of(ScheduleWriting.revision(view)))
                .body(view);
    }

    @Operation(summary = "Get a schedule")
    @ApiResponse(responseCode = "200", description = "The schedule; its ETag changes with it and with its next times.")
    @ApiResponse(responseCode = "304", description = "The schedule is as the ETag in If-None-Match says.")
    @GetMapping("/{id}")
    ResponseEntity<ScheduleView> get(
            Caller caller,
            @PathVariable ScheduleId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        Schedule schedule = schedules.get(caller.tenant(), id);
        ScheduleView view = ScheduleView.of(schedule, times.known(schedule));
        return ETags.answer(ifNoneMatch, ScheduleWriting.revision(view), view);
    }

    @Operation(
            summary = "Change a schedule",
            description = "All of it; a paused one stays paused, and runs under way go on as they were begun.")
    @ApiResponse(responseCode = "200", description = "The schedule as it is now.")
    @ApiResponse(
            responseCode = "409",
            description = "Another schedule has this name, or the action is not possible now.")
    @ApiResponse(responseCode = "412", description = "The schedule is not at the version that If-Match names.")
    @Requires(Role.OPERATOR)
    @PutMapping("/{id}")
    ResponseEntity<ScheduleView> update(
            Caller caller,
            @PathVariable ScheduleId id,
            @RequestBody ScheduleRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Schedule known = schedules.get(caller.tenant(), id);
        Schedule changed = schedules.update(
                caller.tenant(),
                known.id(),
                writing.draft(caller, request),
                ScheduleWriting.planner(caller),
                ScheduleWriting.unlessChanged(ifMatch));
        ScheduleView view = ScheduleView.of(changed, times.computed(changed));
        return ResponseEntity.ok()
                .eTag(ETags.of(ScheduleWriting.revision(view)))
                .body(view);
    }

    @Operation(
            summary = "Delete a schedule",
            description = "Its name is free again; its runs stay, and those under way go on.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "412", description = "The schedule is not at the version that If-Match names.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable ScheduleId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        schedules.delete(caller.tenant(), id, ScheduleWriting.unlessChanged(ifMatch));
        return ResponseEntity.noContent().build();
    }
}
