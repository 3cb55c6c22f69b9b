package dev.millrace.agents;

import dev.millrace.events.EventWaiter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Waits for a run, on the request's own virtual thread. */
@Component
final class RunWaiter {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final Jobs jobs;
    private final EventWaiter waiter;
    private final Clock clock;

    RunWaiter(Jobs jobs, EventWaiter waiter, Clock clock) {
        this.jobs = jobs;
        this.waiter = waiter;
        this.clock = clock;
    }

    /** The run once {@code enough} holds of it, or as it is after {@code longest}. */
    Job await(JobRef run, Duration longest, Predicate<Job> enough) {
        Instant end = clock.instant().plus(longest);
        try (EventWaiter.Subscription news = waiter.subscribe(run.job().value())) {
            while (true) {
                Job now = jobs.get(run.tenant(), run.job());
                Duration left = Duration.between(clock.instant(), end);
                if (enough.test(now) || !left.isPositive()) {
                    return now;
                }
                news.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return jobs.get(run.tenant(), run.job());
        }
    }
}
