package dev.millrace.llm.spending;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What usage is added up by. */
public enum UsageGroup {
    @JsonProperty("tenant")
    TENANT("tenant_id"),
    @JsonProperty("feature")
    FEATURE("feature"),
    /** {@code provider/model} of those that answered; empty for calls that nobody answered. */
    @JsonProperty("model")
    MODEL("coalesce(provider || '/' || model, '')"),
    /** In UTC. */
    @JsonProperty("day")
    DAY("to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')");

    private final String expression;

    UsageGroup(String expression) {
        this.expression = expression;
    }

    String expression() {
        return expression;
    }
}
