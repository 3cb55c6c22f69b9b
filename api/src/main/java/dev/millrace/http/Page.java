package dev.millrace.http;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Part of a list, newest first; {@code nextCursor} gets the next part and is null after the last. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    /**
     * @param rows at most {@link PageRequest#fetch()} rows: one more than asked for tells that there are more
     * @param id of a row: UUIDv7, so that its order is that of time
     */
    public static <R, T> Page<T> of(List<R> rows, PageRequest page, Function<R, UUID> id, Function<R, T> view) {
        boolean more = rows.size() > page.limit();
        List<R> shown = more ? rows.subList(0, page.limit()) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? page.cursorAfter(id.apply(shown.getLast())) : null);
    }
}
