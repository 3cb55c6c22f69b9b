package dev.millrace.schedules;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.RunView;
import dev.millrace.jobs.RunViews;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a schedule is told to do, and the runs it had. */
@Tag(name = "Schedules")
@RestController
@RequestMapping("/api/v1/schedules/{id}")
class ScheduleControlController {
    private final Schedules schedules;
    private final ScheduledRuns scheduled;
    private final Backfills backfills;
    private final UpcomingTimes times;
    private final RunViews views;

    ScheduleControlController(
            Schedules schedules, ScheduledRuns scheduled, Backfills backfills, UpcomingTimes times, RunViews views) {
        this.schedules = schedules;
        this.scheduled = scheduled;
        this.backfills = backfills;
        this.times = times;
        this.views = views;
    }

    @Operation(summary = "Pause a schedule", description = "Times that come while it is paused are left out.")
    @ApiResponse(responseCode = "200", description = "The schedule as it is now.")
    @ApiResponse(responseCode = "409", description = "It is paused already.")
    @Requires(Role.OPERATOR)
    @PostMapping("/pause")
    ResponseEntity<ScheduleView> pause(
            Caller caller, @PathVariable ScheduleId id, @RequestBody(required = false) @Nullable NoteRequest request) {
        return view(schedules.pause(caller.tenant(), id, note(request)));
    }

    @Operation(summary = "Resume a paused schedule")
    @ApiResponse(responseCode = "200", description = "The schedule as it is now.")
    @ApiResponse(responseCode = "409", description = "It is not paused.")
    @Requires(Role.OPERATOR)
    @PostMapping("/resume")
    ResponseEntity<ScheduleView> resume(
            Caller caller, @PathVariable ScheduleId id, @RequestBody(required = false) @Nullable NoteRequest request) {
        return view(schedules.resume(caller.tenant(), id, note(request)));
    }

    @Operation(
            summary = "Run it once, now",
            description = "Whether it is paused or another of its runs goes on: overlap is about runs by the clock.")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the run is.")
    @ApiResponse(responseCode = "409", description = "The action is not possible now.")
    @Requires(Role.OPERATOR)
    @PostMapping("/trigger")
    ResponseEntity<RunView> trigger(
            Caller caller,
            @PathVariable ScheduleId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Schedule schedule = schedules.get(caller.tenant(), id);
        Job job = scheduled.trigger(schedule, caller.actor(), TraceFilter.current(), idempotencyKey);
        return views.accepted(caller, job);
    }

    @Operation(summary = "Run the times of a range afterwards", description = """
                    One job, which runs each time of the schedule from `from` up to, but without, `to`, by the schedule as it \
                    is now. Times that had a run before are left out. It shows how far it is, and can be paused and cancelled as \
                    any other. At most 10,000 times.""")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the job is.")
    @Requires(Role.OPERATOR)
    @PostMapping("/backfill")
    ResponseEntity<RunView> backfill(
            Caller caller,
            @PathVariable ScheduleId id,
            @RequestBody BackfillBody request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Schedule schedule = schedules.get(caller.tenant(), id);
        Job job = backfills.submit(schedule, request.order(), caller.actor(), TraceFilter.current(), idempotencyKey);
        return views.accepted(caller, job);
    }

    @Operation(
            summary = "List a schedule's runs, newest first",
            description = "By the clock, triggered and backfilled. Without their steps.")
    @GetMapping("/runs")
    Page<RunView> runs(
            Caller caller,
            @PathVariable ScheduleId id,
            @Parameter(description = "Only runs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            PageRequest page) {
        JobId before = page.after() == null ? null : new JobId(page.after());
        List<Job> found = schedules.runs(caller.tenant(), id, status, before, page.fetch());
        return views.list(caller, Page.of(found, page, job -> job.ref().job().value(), job -> job));
    }

    private ResponseEntity<ScheduleView> view(Schedule schedule) {
        ScheduleView view = ScheduleView.of(schedule, times.computed(schedule));
        return ResponseEntity.ok()
                .eTag(ETags.of(ScheduleWriting.revision(view)))
                .body(view);
    }

    private static @Nullable String note(@Nullable NoteRequest request) {
        return Objects.requireNonNullElse(request, NoteRequest.NONE).note();
    }
}
