package dev.millrace.datasets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one version of a dataset: a UUIDv7, as its string in JSON. */
public record DatasetId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DatasetId of(String text) {
        return new DatasetId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
