package dev.millrace.monitoring;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.JobLinks;
import dev.millrace.jobs.Jobs;
import dev.millrace.models.Model;
import dev.millrace.models.ModelId;
import dev.millrace.models.Models;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What deployed models see and answer, beside what they were trained on. */
@Tag(name = "Monitoring", description = "Drift, alerts and retraining of deployed models.")
@RestController
@RequestMapping("/api/v1/models/{id}/monitoring")
class MonitoringController {
    private final Models models;
    private final Monitors monitors;
    private final MonitoringReports reports;
    private final MonitorChecks checks;
    private final Evaluations evaluations;
    private final Alerts alerts;
    private final AlertWebhooks webhooks;
    private final Jobs jobs;
    private final JobLinks links;

    MonitoringController(
            Models models,
            Monitors monitors,
            MonitoringReports reports,
            MonitorChecks checks,
            Evaluations evaluations,
            Alerts alerts,
            AlertWebhooks webhooks,
            Jobs jobs,
            JobLinks links) {
        this.models = models;
        this.monitors = monitors;
        this.reports = reports;
        this.checks = checks;
        this.evaluations = evaluations;
        this.alerts = alerts;
        this.webhooks = webhooks;
        this.jobs = jobs;
        this.links = links;
    }

    @Operation(summary = "Compare what a version was asked lately with what it was trained on", description = """
                    Compared now, whether or not the model is watched: each feature and the output by PSI and by a test \
                    (Kolmogorov-Smirnov for numbers, chi-square for categories), missing values, values out of the known range, \
                    unseen categories; answers with the labels that feedback gave; requests, errors and latency. \
                    settings is null while nobody has the model watched: the usual thresholds are used.""")
    @ApiResponse(
            responseCode = "200",
            description = "The comparison; the ETag is that of the settings, for If-Match when they are changed.")
    @GetMapping
    ResponseEntity<MonitoringView> get(
            Caller caller,
            @PathVariable ModelId id,
            @Parameter(description = "Absent: the deployed one.") @RequestParam(required = false) @Nullable
                    Integer version,
            @Parameter(description = "Absent: the beginning of the settings' window.")
                    @RequestParam(required = false)
                    @Nullable
                    Instant since) {
        Model model = model(caller, id);
        Monitor monitor = monitors.find(caller.tenant(), id).orElse(null);
        MonitorSettings settings = monitor == null ? MonitorSettings.USUAL : monitor.settings();
        return view(caller, reports.report(caller.tenant(), model, version, since, settings), monitor);
    }

    @Operation(
            summary = "Have a model watched, or no more",
            description =
                    "A durable job looks at the deployed version every interval, keeps what it finds, raises an alert when a threshold is passed, once an episode, and says when it is over. What is absent is as usual.")
    @ApiResponse(responseCode = "200", description = "The settings as they are now, and what there is to see.")
    @ApiResponse(responseCode = "409", description = "Somebody else changed the settings at the same time.")
    @ApiResponse(responseCode = "412", description = "The settings are not those that If-Match names.")
    @Requires(Role.OPERATOR)
    @PutMapping
    ResponseEntity<MonitoringView> put(
            Caller caller,
            @PathVariable ModelId id,
            @RequestBody MonitorRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Model model = model(caller, id);
        MonitorSettings settings = request.settings();
        checks.check(caller.tenant(), model, settings);
        Monitor monitor = monitors.put(
                caller.tenant(),
                model,
                settings,
                new Monitors.By(caller.actor(), TraceFilter.current()),
                now -> ETags.require(ifMatch, revision(now)));
        return view(caller, reports.report(caller.tenant(), model, null, null, settings), monitor);
    }

    @Operation(summary = "List what the looks at a model have found, newest first", description = "For ninety days.")
    @GetMapping("/history")
    Page<EvaluationView> history(Caller caller, @PathVariable ModelId id, PageRequest page) {
        Model model = model(caller, id);
        return Page.of(
                evaluations.list(caller.tenant(), model.id(), page.after(), page.fetch()),
                page,
                Evaluation::id,
                EvaluationView::of);
    }

    @Operation(summary = "List a model's alerts, newest first", description = "With who was told of them.")
    @GetMapping("/alerts")
    Page<AlertView> alerts(Caller caller, @PathVariable ModelId id, PageRequest page) {
        Model model = model(caller, id);
        return Page.of(
                alerts.list(caller.tenant(), model.id(), page.after(), page.fetch()),
                page,
                Alert::id,
                alert -> view(caller, alert));
    }

    private ResponseEntity<MonitoringView> view(Caller caller, MonitoringReport report, @Nullable Monitor monitor) {
        List<AlertView> open = alerts.open(caller.tenant(), report.modelId()).stream()
                .map(alert -> view(caller, alert))
                .toList();
        MonitorSettings settings = monitor == null ? null : monitor.settings();
        return ResponseEntity.ok()
                .eTag(ETags.of(revision(monitor)))
                .body(MonitoringView.of(report, settings, watch(caller, monitor), open));
    }

    private AlertView view(Caller caller, Alert alert) {
        return AlertView.of(alert, webhooks.sent(caller.tenant(), alert.id()));
    }

    private MonitoringView.@Nullable WatchView watch(Caller caller, @Nullable Monitor monitor) {
        return monitor == null || monitor.job() == null
                ? null
                : jobs.find(caller.tenant(), monitor.job())
                        .map(job -> new MonitoringView.WatchView(job.ref().job(), job.status(), links.self(job)))
                        .orElse(null);
    }

    private Model model(Caller caller, ModelId id) {
        return models.find(caller.tenant(), id).orElseThrow(() -> Problem.notFound("model", id));
    }

    private static long revision(@Nullable Monitor monitor) {
        return monitor == null ? 0 : monitor.revision();
    }
}
