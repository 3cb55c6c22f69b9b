package dev.millrace.http;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for: at most {@code limit} rows older than {@code after}, or the newest. */
public final class PageRequest {
    private final int limit;
    private final @Nullable UUID after;
    private final Function<UUID, String> cursors;

    PageRequest(int limit, @Nullable UUID after, Function<UUID, String> cursors) {
        this.limit = limit;
        this.after = after;
        this.cursors = cursors;
    }

    public int limit() {
        return limit;
    }

    /** How many rows to fetch, so that {@link Page#of} knows whether there are more. */
    public int fetch() {
        return limit + 1;
    }

    public @Nullable UUID after() {
        return after;
    }

    String cursorAfter(UUID id) {
        return cursors.apply(id);
    }
}
