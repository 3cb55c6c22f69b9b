package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job to accept. {@code name} is what it is listed by (a training's model name); {@code request} becomes JSON.
 * {@code asked} is what, with the kind, an idempotency key stands for.
 */
public record Submission(
        JobKind kind,
        String name,
        Object request,
        Priority priority,
        String createdBy,
        @Nullable String traceId,
        @Nullable String idempotencyKey,
        Object asked) {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** The key stands for the name and the request. */
    public Submission(
            JobKind kind,
            String name,
            Object request,
            Priority priority,
            String createdBy,
            @Nullable String traceId,
            @Nullable String idempotencyKey) {
        this(kind, name, request, priority, createdBy, traceId, idempotencyKey, List.of(name, request));
    }

    public Submission {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw Problem.malformed("Idempotency-Key", "Idempotency-Key is 1 to 255 printable ASCII characters");
        }
    }
}
