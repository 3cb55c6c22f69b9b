package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.pipelines.StepPlan.Retry;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts a step's own failures where they outlive the worker, and says when the next attempt is due, if there is one. An
 * outage of what Millrace itself needs is nobody's failure.
 */
@Component
final class Attempts {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final StepRows rows;

    Attempts(StepRows rows) {
        this.rows = rows;
    }

    /**
     * Records the failure; after which time the next attempt is due, empty when there is none.
     *
     * @throws Problem the same, when it is an outage
     */
    Optional<Duration> failed(Here here, Problem problem) {
        if (problem.type() == ProblemType.UNAVAILABLE) {
            throw problem;
        }
        int failures = rows.fail(here.run(), here.place(), JobFailure.of(problem));
        Retry rule = here.step().retry() == null ? Retry.USUAL : here.step().retry();
        return problem.type().passesWithTime() && failures < rule.maxAttempts()
                ? Optional.of(longer(delay(rule, failures), problem.retryAfter().orElse(null)))
                : Optional.empty();
    }

    /** What the activity of a single step fails with. */
    static RuntimeException failure(Problem problem, Optional<Duration> next) {
        return ApplicationFailure.newBuilder()
                .setType(problem.type().slug())
                .setMessage(problem.detail())
                .setCause(problem)
                .setNonRetryable(next.isEmpty())
                .setNextRetryDelay(next.orElse(null))
                .build();
    }

    private static Duration longer(Duration backoff, @Nullable Duration asked) {
        Duration bounded = asked == null || asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return bounded == null || bounded.compareTo(backoff) < 0 ? backoff : bounded;
    }

    private static Duration delay(Retry rule, int failures) {
        Duration doubled = rule.backoff().multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
