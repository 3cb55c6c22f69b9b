package dev.millrace.releases;

import org.jspecify.annotations.Nullable;

/** A person's answer to whether everyone is to get the version. */
public record Approval(
        String step, boolean approved, @Nullable String comment, String by) {
    /** Where a rollout waits for it. */
    public static final String STEP = "approval";
}
