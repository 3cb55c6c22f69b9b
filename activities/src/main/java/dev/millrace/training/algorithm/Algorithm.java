package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Optional;
import java.util.Set;

/**
 * Something that learns. An implementation is stateless and safe for many fits at once; the same input, hyperparameters and
 * seed give the same predictor, also when a fit goes on from a checkpoint and whatever the number of threads.
 */
public interface Algorithm {
    /** The name in requests and URLs, in snake_case; it never changes. */
    String id();

    String title();

    Set<Task> tasks();

    Hyperparameters hyperparameters();

    /** What preprocessing has to do for this algorithm. */
    FeatureNeeds needs();

    Capabilities capabilities();

    /** Why it cannot be used in this process, and how to change that; nothing where it can. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * Fits a predictor, looking at {@link FitMonitor#throwIfCancelled()} at least once a second or so.
     *
     * @throws dev.millrace.problems.Problem when these data cannot be fitted
     */
    Fit fit(FitInput input, FitMonitor monitor);
}
