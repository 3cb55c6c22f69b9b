package dev.millrace.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a column holds, as users see it. */
public enum ColumnType {
    @JsonProperty("integer")
    INTEGER,
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("boolean")
    BOOLEAN,
    @JsonProperty("string")
    STRING,
    @JsonProperty("timestamp")
    TIMESTAMP
}
