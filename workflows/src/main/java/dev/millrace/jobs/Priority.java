package dev.millrace.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.tenancy.TenantId;

/** How soon a job's tasks are taken from a queue, as Temporal's priority key: 1 first, 5 last. */
public enum Priority {
    @JsonProperty("low")
    LOW(5),
    @JsonProperty("normal")
    NORMAL(3),
    @JsonProperty("high")
    HIGH(1);

    private final int key;

    Priority(int key) {
        this.key = key;
    }

    public int key() {
        return key;
    }

    /** As Temporal is told of it: within a priority, tenants take turns. What a run starts has its run's turn. */
    public io.temporal.common.Priority of(TenantId tenant) {
        return io.temporal.common.Priority.newBuilder()
                .setPriorityKey(key)
                .setFairnessKey(tenant.value())
                .build();
    }
}
