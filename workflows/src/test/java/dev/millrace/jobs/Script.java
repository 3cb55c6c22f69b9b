package dev.millrace.jobs;

import dev.millrace.problems.ProblemType;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What fake activities do besides answering: each call of a step is noted, and takes the step's next scripted effect. */
public final class Script {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, ConcurrentLinkedDeque<Runnable>> effects = new HashMap<>();

    /** The next calls of {@code step} do these, one each; calls after them do nothing special. */
    public synchronized Script when(String step, Runnable... next) {
        effects.computeIfAbsent(step, _ -> new ConcurrentLinkedDeque<>()).addAll(Arrays.asList(next));
        return this;
    }

    /** The next call of {@code step} waits at the gate. */
    public Gate gate(String step) {
        Gate gate = new Gate();
        when(step, gate::pass);
        return gate;
    }

    /** As activities fail: the type's slug, retryable when time can heal it. */
    public static Runnable failing(ProblemType type, String detail) {
        return () -> {
            throw ApplicationFailure.newBuilder()
                    .setType(type.slug())
                    .setMessage(detail)
                    .setNonRetryable(!type.passesWithTime())
                    .build();
        };
    }

    /** Whether the call did something special. */
    public boolean play(String step) {
        Runnable effect;
        synchronized (this) {
            calls.add(step);
            var queued = effects.get(step);
            effect = queued == null ? null : queued.poll();
        }
        if (effect != null) {
            effect.run();
        }
        return effect != null;
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }
}
