package dev.millrace.monitoring;

import io.temporal.activity.ActivityInterface;

/** What the watch of a model does. */
@ActivityInterface(namePrefix = "Monitoring")
public interface MonitoringActivities {
    /**
     * Compares what the deployed version has seen lately with its baseline, keeps the result, raises and resolves alerts, and
     * starts a retraining where that is wanted.
     *
     * @param round the same for every attempt of one look
     */
    Round evaluate(MonitoringRequest request, String round);

    /** Sends the webhooks that are due. Those that do not get through are due again after the next look. */
    void tell(MonitoringRequest request);
}
