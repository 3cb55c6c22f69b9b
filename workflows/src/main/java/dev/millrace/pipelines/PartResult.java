package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import org.jspecify.annotations.Nullable;

/** How a part ended: how many items failed, and the first failure. */
public record PartResult(int failed, @Nullable JobFailure failure) {}
