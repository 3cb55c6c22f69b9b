package dev.millrace.artifacts;

import java.util.UUID;

/** A row that needs artifacts: what it is, such as {@code dataset}, and its id. */
public record ArtifactOwner(String kind, UUID id) {
    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
