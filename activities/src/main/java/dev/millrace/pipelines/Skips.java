package dev.millrace.pipelines;

import dev.millrace.jobs.StepStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a step is done at all: not when it is through already, nor when its condition does not hold. */
@Component
final class Skips {
    private final StepRecords records;
    private final StepRows rows;

    Skips(StepRecords records, StepRows rows) {
        this.records = records;
        this.rows = rows;
    }

    /** How the step ended, if nothing is to be done; a step whose condition does not hold is recorded as skipped. */
    Optional<StepState> of(Here here, Map<String, @Nullable Object> variables) {
        String when = here.step().when();
        if (here.isItem() || when == null || here.compiled().test(when, variables)) {
            return Optional.empty();
        }
        rows.passOver(here.run(), Map.of(here.place(), StepStatus.SKIPPED));
        return Optional.of(StepState.SKIPPED);
    }

    /** How the step ended earlier. */
    Optional<StepState> recorded(Here here) {
        return records.find(here.run(), here.path())
                .filter(RecordedStep::isThrough)
                .map(step -> step.status() == StepStatus.SKIPPED ? StepState.SKIPPED : StepState.COMPLETED);
    }
}
