package dev.millrace.llm;

import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.List;

/** Which earlier answers of the same tenant may stand in for a new one. */
public sealed interface CacheRule {
    /** How long answers may be kept. */
    List<Duration> PRESETS = List.of(
            Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(3_600), Duration.ofSeconds(86_400));

    static CacheRule none() {
        return new None();
    }

    /** Always a new answer. */
    record None() implements CacheRule {}

    /** The answer to exactly this question, as old as {@code ttl} at most. */
    record Exact(Duration ttl) implements CacheRule {
        public Exact {
            checkTtl(ttl);
        }
    }

    /** Also the answer to a question whose embedding has at least this cosine similarity, from 0 to 1. */
    record Semantic(double threshold, Duration ttl) implements CacheRule {
        public Semantic {
            checkTtl(ttl);
            if (!(threshold > 0 && threshold <= 1)) {
                throw Problem.invalid("/threshold", "threshold is a cosine similarity, over 0 and at most 1");
            }
        }
    }

    private static void checkTtl(Duration ttl) {
        if (!PRESETS.contains(ttl)) {
            throw Problem.invalid("/ttl", "ttl is one of 60, 300, 3600 and 86400 seconds");
        }
    }
}
