package dev.millrace.pipelines;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened outside, told by {@code by}. */
public record Event(String name, String by, Map<String, @Nullable Object> data) {}
