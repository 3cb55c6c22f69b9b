package dev.millrace.models;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What served, and what served before it. A deployment puts a version on top of the earlier ones; a rollback takes the top
 * one off. So rolling back twice goes two versions back, and a version that was rolled away does not come back by itself.
 */
final class DeploymentHistory {
    private final Deque<Integer> served = new ArrayDeque<>();

    private DeploymentHistory() {}

    static DeploymentHistory of(List<Deployment> oldestFirst) {
        DeploymentHistory history = new DeploymentHistory();
        oldestFirst.forEach(history::add);
        return history;
    }

    private void add(Deployment deployment) {
        switch (deployment.reason()) {
            case DEPLOY, AUTO_DEPLOY, ROLLOUT -> push(deployment.version());
            case ROLLBACK -> served.pop();
        }
    }

    private void push(int version) {
        if (served.isEmpty() || served.peek() != version) {
            served.push(version);
        }
    }

    /** The version that served before the one that serves now. */
    Optional<Integer> previous() {
        Iterator<Integer> newestFirst = served.iterator();
        if (newestFirst.hasNext()) {
            newestFirst.next();
        }
        return newestFirst.hasNext() ? Optional.of(newestFirst.next()) : Optional.empty();
    }
}
