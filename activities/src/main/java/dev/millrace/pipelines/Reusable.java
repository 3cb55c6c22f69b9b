package dev.millrace.pipelines;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which recorded results of an earlier run hold for a new one. */
final class Reusable {
    private Reusable() {}

    /**
     * The steps that are recorded with the type that the plan has, whose needs are all such steps too.
     *
     * @param recorded the done steps' types, by id
     * @param fromStep is done again, and with it what depends on it; null when none is
     */
    static Set<String> of(List<StepPlan> plan, Map<String, String> recorded, @Nullable String fromStep) {
        Set<String> steps = new LinkedHashSet<>();
        boolean found = true;
        while (found) {
            found = false;
            for (StepPlan step : plan) {
                boolean same = step.type().equals(recorded.get(step.id()));
                if (same && !step.id().equals(fromStep) && steps.containsAll(step.needs())) {
                    found |= steps.add(step.id());
                }
            }
        }
        return steps;
    }
}
