package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job to accept. {@code name} is what it is listed by (a training's model name); {@code request} becomes JSON and, with
 * the kind, is what an idempotency key stands for.
 */
public record Submission(
        JobKind kind,
        String name,
        Object request,
        Priority priority,
        String createdBy,
        @Nullable String traceId,
        @Nullable String idempotencyKey) {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    public Submission {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw Problem.malformed("Idempotency-Key", "Idempotency-Key is 1 to 255 printable ASCII characters");
        }
    }
}
