package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;
import java.util.List;

/** Steps, or items of one step, for one activity to do one after another, as long as each is completed and quick. */
public record Lot(JobRef run, List<String> paths) {
    static Lot of(List<StepCall> calls) {
        return new Lot(
                calls.getFirst().run(), calls.stream().map(StepCall::path).toList());
    }

    /** For people. */
    String summary() {
        return paths.size() == 1 ? paths.getFirst() : paths.getFirst() + " to " + paths.getLast();
    }
}
