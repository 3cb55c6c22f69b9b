package dev.millrace.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a job does; its wire name starts the workflow id. */
public enum JobKind {
    @JsonProperty("training")
    TRAINING("training"),
    @JsonProperty("batch_prediction")
    BATCH_PREDICTION("batch_prediction"),
    @JsonProperty("pipeline")
    PIPELINE("pipeline"),
    @JsonProperty("agent")
    AGENT("agent"),
    @JsonProperty("multi_agent")
    MULTI_AGENT("multi_agent"),
    @JsonProperty("hyperparameter_tuning")
    HYPERPARAMETER_TUNING("hyperparameter_tuning"),
    @JsonProperty("automl")
    AUTOML("automl"),
    @JsonProperty("backfill")
    BACKFILL("backfill"),
    @JsonProperty("rollout")
    ROLLOUT("rollout"),
    @JsonProperty("monitoring")
    MONITORING("monitoring");

    private final String wire;

    JobKind(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** {@code <kind>.<tenant>.<job id>}: the same for every start of the same job, so that a second start is refused. */
    public String workflowId(JobRef ref) {
        return wire + "." + ref.tenant() + "." + ref.job();
    }
}
