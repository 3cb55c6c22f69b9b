package dev.millrace.llm.guardrails;

import dev.millrace.llm.Tokens;
import java.util.function.UnaryOperator;

/** Puts the data back into a text as it comes; what may become a placeholder waits until it is one, or is not. */
final class RestoredTokens implements Tokens {
    private final Tokens follower;
    private final UnaryOperator<String> restore;
    private final StringBuilder held = new StringBuilder();

    RestoredTokens(Tokens follower, UnaryOperator<String> restore) {
        this.follower = follower;
        this.restore = restore;
    }

    @Override
    public void add(String text) {
        held.append(text);
        give(Redaction.settled(held));
    }

    @Override
    public void restart() {
        held.setLength(0);
        follower.restart();
    }

    /** Nothing more comes. */
    void end() {
        give(held.length());
    }

    private void give(int length) {
        if (length > 0) {
            String settled = held.substring(0, length);
            held.delete(0, length);
            follower.add(restore.apply(settled));
        }
    }
}
