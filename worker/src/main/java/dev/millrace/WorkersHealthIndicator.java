package dev.millrace;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up when this process takes tasks. */
@Component
final class WorkersHealthIndicator implements HealthIndicator {
    private final WorkerStart start;

    WorkersHealthIndicator(WorkerStart start) {
        this.start = start;
    }

    @Override
    public Health health() {
        return start.working()
                ? Health.up().build()
                : Health.down().withDetail("temporal", "not reached yet").build();
    }
}
