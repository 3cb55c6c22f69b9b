package dev.millrace.pipelines;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.jobs.JobFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a lot came: its first {@code completed} steps are completed, which took {@code millis}. {@code halt} is what became
 * of the next one; null when it was not begun. Those after it were not begun.
 */
public record LotEnd(int completed, long millis, @Nullable Halt halt) {
    /** What became of a step that was begun, and not completed. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "halt")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Skipped.class, name = "skipped"),
        @JsonSubTypes.Type(value = Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = Again.class, name = "again")
    })
    public sealed interface Halt {}

    /** Its condition did not hold. */
    public record Skipped() implements Halt {}

    /** It has failed, and that is recorded. */
    public record Failed(JobFailure reason) implements Halt {}

    /** It failed for a reason that passes with time, and has attempts left: the next one is due after that time. */
    public record Again(Duration delay) implements Halt {}
}
