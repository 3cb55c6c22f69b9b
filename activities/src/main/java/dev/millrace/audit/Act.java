package dev.millrace.audit;

import org.jspecify.annotations.Nullable;

/** What is to be entered: see {@link AuditEntry}. Texts are cut to what the log keeps of them. */
public record Act(
        String actor,
        String action,
        String resource,
        int status,
        @Nullable SecurityEvent event,
        @Nullable String traceId) {
    private static final int LONGEST = 2_000;

    public Act {
        actor = kept(actor);
        action = kept(action);
        resource = kept(resource);
    }

    /** PostgreSQL's texts hold no NUL. */
    private static String kept(String text) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
