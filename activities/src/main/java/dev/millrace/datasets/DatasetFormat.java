package dev.millrace.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the uploaded data was written. */
public enum DatasetFormat {
    @JsonProperty("csv")
    CSV,
    @JsonProperty("jsonl")
    JSONL,
    @JsonProperty("parquet")
    PARQUET;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DatasetFormat of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
