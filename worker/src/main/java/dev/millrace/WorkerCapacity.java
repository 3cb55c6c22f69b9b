package dev.millrace;

import dev.millrace.jobs.TaskQueues;
import io.temporal.spring.boot.WorkerOptionsCustomizer;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What each worker takes at a time beyond what the roster says: on queues whose work keeps a core busy as many tasks as
 * there are cores ({@code millrace.worker.slots} overrides it), and heartbeats so often that a cancellation arrives soon.
 */
@Component
final class WorkerCapacity implements WorkerOptionsCustomizer {
    private static final Duration HEARTBEATS_AT_MOST_EVERY = Duration.ofMillis(500);

    private final int slots;

    WorkerCapacity(@Value("${millrace.worker.slots:0}") int slots) {
        this.slots = slots > 0 ? slots : Runtime.getRuntime().availableProcessors();
    }

    @Override
    public WorkerOptions.Builder customize(WorkerOptions.Builder options, String worker, String queue) {
        options.setMaxHeartbeatThrottleInterval(HEARTBEATS_AT_MOST_EVERY);
        return switch (queue) {
            case TaskQueues.ORCHESTRATION -> options.setLocalActivityWorkerOnly(true);
            case TaskQueues.TRAINING, TaskQueues.INFERENCE -> options.setMaxConcurrentActivityExecutionSize(slots);
            default -> options;
        };
    }
}
