package dev.millrace.schedules;

import dev.millrace.problems.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times that somebody asks to be run afterwards: {@code from} included, {@code to} not. */
public record BackfillOrder(Instant from, Instant to, Overlap overlap, boolean again) {
    public BackfillOrder {
        if (from == null || to == null) {
            throw Problem.invalid(from == null ? "/from" : "/to", "from and to are required: RFC 3339 times");
        }
        if (!from.isBefore(to)) {
            throw Problem.invalid("/to", "to is later than from; from is included, to is not");
        }
        if (overlap != Overlap.BUFFER_ALL && overlap != Overlap.ALLOW_ALL) {
            throw Problem.invalid(
                    "/overlap",
                    "overlap of a backfill is buffer_all (one after the other) or allow_all (side by side)");
        }
    }

    public static BackfillOrder of(Instant from, Instant to, @Nullable Overlap overlap, @Nullable Boolean again) {
        return new BackfillOrder(from, to, overlap == null ? Overlap.BUFFER_ALL : overlap, Boolean.TRUE.equals(again));
    }
}
