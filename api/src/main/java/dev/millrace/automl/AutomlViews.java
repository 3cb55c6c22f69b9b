package dev.millrace.automl;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobLinks;
import dev.millrace.jobs.JobSteps;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Shows AutoML jobs, shortly in lists. */
@Component
final class AutomlViews {
    private final Leaderboards leaderboards;
    private final JobSteps steps;
    private final JobLinks links;
    private final Clock clock;

    AutomlViews(Leaderboards leaderboards, JobSteps steps, JobLinks links, Clock clock) {
        this.leaderboards = leaderboards;
        this.steps = steps;
        this.links = links;
        this.clock = clock;
    }

    AutomlJobView brief(Caller caller, Job job) {
        return AutomlJobView.of(job, links.of(caller, job), clock.instant(), null, null);
    }

    AutomlJobView full(Caller caller, Job job) {
        return AutomlJobView.of(job, links.of(caller, job), clock.instant(), leaderboards.of(job), account(job));
    }

    private AutomlAccount account(Job job) {
        Instant began = job.startedAt();
        Instant end = Objects.requireNonNullElse(job.completedAt(), clock.instant());
        return new AutomlAccount(
                leaderboards.tried(job),
                Json.read(job.request(), AutomlSpec.class).leftOut(),
                AutomlAccount.durations(steps.list(job.ref())),
                began == null ? null : Duration.between(began, end),
                Json.read(job.result(), AutomlOutcome.class).reason());
    }
}
