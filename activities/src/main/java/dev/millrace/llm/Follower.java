package dev.millrace.llm;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands an answer's text on, and tells when the one that had begun is given up for another. */
final class Follower {
    private final @Nullable Tokens tokens;
    private boolean said;

    Follower(@Nullable Tokens tokens) {
        this.tokens = tokens;
    }

    /** What comes now is a new answer. */
    void begin() {
        if (said && tokens != null) {
            tokens.restart();
        }
        said = false;
    }

    void add(String text) {
        if (tokens != null) {
            said = true;
            tokens.add(text);
        }
    }

    /** Null when nobody follows. */
    @Nullable
    Consumer<String> sink() {
        return tokens == null ? null : this::add;
    }
}
