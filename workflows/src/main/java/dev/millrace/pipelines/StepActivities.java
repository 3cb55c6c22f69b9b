package dev.millrace.pipelines;

import io.temporal.activity.ActivityInterface;

/** The work of steps. Found again when it was recorded before. */
@ActivityInterface(namePrefix = "Step")
public interface StepActivities {
    /**
     * Decides whether the step is done at all, works out what it is given, does it and records what it gave.
     *
     * @throws dev.millrace.problems.Problem the reason why it cannot be done, once the step's own attempts are used up
     */
    StepState run(StepCall call);

    /**
     * The same for several quick ones: one after another, each with its own row. Begins none after one that is not completed,
     * nor once half a second has passed.
     */
    LotEnd runLot(Lot lot);

    /** Undoes a step that was completed, by the document's {@code compensate}. */
    void compensate(StepCall call);
}
