package dev.millrace.pipelines;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code by} answers to the step that waits at {@code path}: for an approval {@code {approved, comment, …}}, else the event's data. */
public record Answer(String path, String by, Map<String, @Nullable Object> input) {}
