package dev.millrace.llm;

import java.time.Duration;

/** Which earlier answers of the same tenant may stand in for a new one. */
public sealed interface CacheRule {
    static CacheRule none() {
        return new None();
    }

    /** Always a new answer. */
    record None() implements CacheRule {}

    /** The answer to exactly this question, as old as {@code ttl} at most. */
    record Exact(Duration ttl) implements CacheRule {}

    /** Also the answer to a question whose embedding has at least this cosine similarity, from 0 to 1. */
    record Semantic(double threshold, Duration ttl) implements CacheRule {}
}
