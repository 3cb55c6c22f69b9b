package dev.millrace.artifacts;

import dev.millrace.problems.Problem;
import java.util.regex.Pattern;

/** Bytes in the artifact store, named by their content: lower-case hex SHA-256 and length in bytes. */
public record ArtifactHandle(String sha256, long size) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ArtifactHandle {
        if (!HEX.matcher(sha256).matches() || size < 0) {
            throw Problem.invalid("/sha256", "an artifact is named by 64 hex digits and a length of 0 or more");
        }
    }
}
