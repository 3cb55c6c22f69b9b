package dev.millrace.health;

import dev.millrace.jobs.Readiness;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this process lives, whether it can do its work, and its figures. */
@Tag(name = "Health")
@SecurityRequirements
@RestController
final class HealthController {
    private final Readiness readiness;
    private final PrometheusMeterRegistry metrics;

    HealthController(Readiness readiness, PrometheusMeterRegistry metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    @Operation(summary = "Whether the process is alive")
    @GetMapping("/health")
    Alive health() {
        return new Alive("ok");
    }

    @Operation(
            summary = "Whether requests can be served",
            description = "Degraded while Temporal is down: jobs are accepted and start later. 503 without a database.")
    @GetMapping("/ready")
    ResponseEntity<Readiness.Report> ready() {
        Readiness.Report report = readiness.report();
        return ResponseEntity.status(
                        report.status() == Readiness.Status.UNAVAILABLE
                                ? HttpStatus.SERVICE_UNAVAILABLE
                                : HttpStatus.OK)
                .body(report);
    }

    @Operation(summary = "Metrics in Prometheus' text format")
    @GetMapping(path = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
    String metrics() {
        return metrics.scrape();
    }

    /** The process answers. */
    record Alive(String status) {}
}
