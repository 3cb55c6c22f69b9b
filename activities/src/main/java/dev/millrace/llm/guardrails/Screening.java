package dev.millrace.llm.guardrails;

import java.util.Set;
import java.util.stream.Collectors;

/** What a text looks like: from {@link #SUSPICIOUS} on, an attempt to command the model; {@code signs} say by what. */
record Screening(double score, Set<AttackPattern.Sign> signs) {
    /** One plain sign, or two weaker ones. */
    static final double SUSPICIOUS = 1;

    boolean isSuspicious() {
        return score >= SUSPICIOUS;
    }

    String reasons() {
        return signs.stream().map(AttackPattern.Sign::words).sorted().collect(Collectors.joining(", "));
    }
}
