package dev.millrace.pipelines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of one block: which of them may begin, which never will, how each ended. Everything in the plan's order. */
final class Board {
    private final List<StepPlan> steps;
    private final Map<String, StepState> settled = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> apart = new HashSet<>();

    /** @param done how steps ended that are not done again */
    Board(List<StepPlan> steps, Map<String, StepState> done) {
        this.steps = steps;
        steps.stream().map(StepPlan::id).filter(done::containsKey).forEach(id -> {
            settled.put(id, Objects.requireNonNull(done.get(id)));
            begun.add(id);
        });
    }

    /** At most {@code room} steps that may begin now, and are taken to do so. */
    List<StepPlan> begin(int room) {
        List<StepPlan> ready = steps.stream()
                .filter(step -> !begun.contains(step.id()) && fate(step) == null && isDue(step))
                .limit(room)
                .toList();
        ready.forEach(step -> begun.add(step.id()));
        return ready;
    }

    /** Settles, and answers, the steps that will not be done because of how those ended that they need. */
    Map<String, StepState> passOver() {
        Map<String, StepState> passed = new LinkedHashMap<>();
        boolean more = true;
        while (more) {
            more = false;
            for (StepPlan step : steps) {
                StepState fate = begun.contains(step.id()) ? null : fate(step);
                if (fate != null) {
                    begun.add(step.id());
                    settled.put(step.id(), fate);
                    passed.put(step.id(), fate);
                    more = true;
                }
            }
        }
        return passed;
    }

    void settle(String id, StepState state) {
        begun.add(id);
        settled.put(id, state);
    }

    /** A step that is not to be begun again. */
    void take(String id) {
        begun.add(id);
    }

    /** At most {@code length} steps to do one after another: {@code first}, and those that nothing but the one before keeps waiting. */
    List<StepPlan> chain(StepPlan first, int length) {
        List<StepPlan> chain = new ArrayList<>(List.of(first));
        Optional<StepPlan> next = next(first);
        while (next.isPresent() && chain.size() < length) {
            chain.add(next.get());
            next = next(next.get());
        }
        return chain;
    }

    /** These are in no chain any more. */
    void apart(List<StepPlan> steps) {
        steps.forEach(step -> apart.add(step.id()));
    }

    /** How many steps are through. */
    int settled() {
        return settled.size();
    }

    boolean isThrough() {
        return settled.size() == steps.size();
    }

    /** The first step that failed and was not allowed to. */
    Optional<String> failed() {
        return steps.stream()
                .filter(step -> !step.mayFail())
                .map(StepPlan::id)
                .filter(id -> settled.get(id) == StepState.FAILED)
                .findFirst();
    }

    /** The only step that awaits this one, if it awaits nothing else, and is done in the same way. */
    private Optional<StepPlan> next(StepPlan step) {
        List<StepPlan> awaiting = steps.stream()
                .filter(other -> other.needs().contains(step.id()))
                .limit(2)
                .toList();
        return awaiting.stream()
                .filter(other -> awaiting.size() == 1 && other.follows(step))
                .filter(other ->
                        !begun.contains(other.id()) && !apart.contains(other.id()) && !apart.contains(step.id()))
                .findFirst();
    }

    private boolean isDue(StepPlan step) {
        return settled.keySet().containsAll(step.needs());
    }

    /** What becomes of a step that is not done; null while it may still be. */
    private @Nullable StepState fate(StepPlan step) {
        StepState fate = null;
        for (String need : step.needs()) {
            StepState ended = step.tolerates().contains(need) ? StepState.COMPLETED : settled.get(need);
            if (ended == StepState.FAILED || ended == StepState.NOT_RUN) {
                return StepState.NOT_RUN;
            }
            if (ended == StepState.SKIPPED) {
                fate = StepState.SKIPPED;
            }
        }
        return fate == null || isDue(step) ? fate : null;
    }
}
