package dev.millrace.pipelines;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a workflow definition, all versions of it: a UUIDv7, as its string in JSON. */
public record DefinitionId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DefinitionId of(String text) {
        return new DefinitionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
