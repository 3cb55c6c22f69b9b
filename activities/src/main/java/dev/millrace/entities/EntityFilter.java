package dev.millrace.entities;

import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/** Which entities of a type: those that name {@code of}, and those with {@code text} in their id or an attribute; null: all. */
public record EntityFilter(@Nullable EntityRef of, @Nullable String text) {
    static final EntityFilter NONE = new EntityFilter(null, null);

    private static final int LONGEST = 200;

    /** @throws Problem MALFORMED for a text that is too long or cannot be stored */
    public EntityFilter {
        text = text == null || text.isBlank() ? null : text.strip();
        if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw Problem.malformed("q", "q is a text of at most " + LONGEST + " characters, without U+0000");
        }
    }

    static EntityFilter of(EntityRef ref) {
        return new EntityFilter(ref, null);
    }

    /** For LIKE, where {@code %} and {@code _} of the text are only themselves. */
    @Nullable
    String pattern() {
        return text == null
                ? null
                : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
