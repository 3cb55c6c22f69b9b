package dev.millrace.automl;

import dev.millrace.jobs.ChildRun;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;

/** The steps of an AutoML job. Each finds its own earlier answer when it runs a second time. */
@ActivityInterface(namePrefix = "Automl")
public interface AutomlActivities {
    /** @throws dev.millrace.problems.Problem when data set, columns, algorithms and objective do not fit together */
    void validate(AutomlRequest request);

    /**
     * Writes the row of the study, in which each algorithm is tried with its defaults before anything is searched.
     *
     * @param left of the time budget
     */
    ChildRun study(AutomlRequest request, Duration left);

    /**
     * Chooses the best trial, or an ensemble of the best ones if that does better on the validation rows.
     *
     * @param left of the time budget, for this and for the last fit
     */
    Choice choose(AutomlRequest request, ChildRun study, Duration left);

    FittedChoice fit(AutomlRequest request, Choice choice);

    AutomlResult register(AutomlRequest request, Choice choice, FittedChoice fitted);

    /** Deploys the version if it is good enough. */
    AutomlResult deploy(AutomlRequest request, AutomlResult registered);
}
