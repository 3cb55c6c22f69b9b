package dev.millrace.pipelines.steps;

import dev.millrace.problems.Problem;
import java.time.Duration;

/** How long one attempt at a call may take. */
final class StepTimeout {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private StepTimeout() {}

    /** @throws Problem INVALID when it is not positive, or longer than five minutes */
    static Duration checked(Duration timeout) {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw Problem.invalid(
                    "/timeout", "timeout must be an ISO 8601 duration of at most " + LONGEST + ", such as PT30S");
        }
        return timeout;
    }
}
