package dev.millrace.pipelines;

import org.jspecify.annotations.Nullable;

/** How a part ended: how many items failed, and which failure was the first in their order. */
public record PartResult(int failed, @Nullable StepFailure failure) {
    static final PartResult NONE = new PartResult(0, null);

    PartResult plus(PartResult later) {
        return new PartResult(failed + later.failed, failure == null ? later.failure : failure);
    }
}
