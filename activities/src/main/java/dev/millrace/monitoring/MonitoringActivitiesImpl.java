package dev.millrace.monitoring;

import dev.millrace.jobs.Heartbeat;
import io.temporal.activity.Activity;
import org.springframework.stereotype.Component;

/** Keeps the worker's heartbeat going while the classes named after the activities do the work. */
@Component
public final class MonitoringActivitiesImpl implements MonitoringActivities {
    private final Watching watching;
    private final AlertWebhooks webhooks;

    MonitoringActivitiesImpl(Watching watching, AlertWebhooks webhooks) {
        this.watching = watching;
        this.webhooks = webhooks;
    }

    @Override
    public Round evaluate(MonitoringRequest request, String round) {
        try (Heartbeat _ = Heartbeat.of(Activity.getExecutionContext())) {
            return watching.look(request, round);
        }
    }

    @Override
    public void tell(MonitoringRequest request) {
        try (Heartbeat heartbeat = Heartbeat.of(Activity.getExecutionContext())) {
            webhooks.send(request.job().tenant(), request.model(), heartbeat);
        }
    }
}
