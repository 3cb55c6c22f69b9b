package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.security.Caller;
import dev.millrace.tuning.learning.ParallelCoordinates;
import dev.millrace.tuning.learning.StudyHistory;
import dev.millrace.tuning.learning.StudySlice;
import dev.millrace.tuning.learning.ValueDistribution;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the trials of a study have taught, while it runs and after, in the shapes that charts take. */
@Tag(name = "Hyperparameter tuning")
@RestController
@RequestMapping("/api/v1/training/hyperparameter-tuning/{id}")
class TuningLearningController {
    private final Jobs jobs;
    private final Lessons lessons;

    TuningLearningController(Jobs jobs, Lessons lessons) {
        this.jobs = jobs;
        this.lessons = lessons;
    }

    @Operation(
            summary = "Get the values of a study's trials by number, with the best so far",
            description = "At most 1,000 of its completed trials: the best 500, and others evenly spread.")
    @GetMapping("/history")
    StudyHistory history(Caller caller, @PathVariable JobId id) {
        return lessons.history(study(caller, id));
    }

    @Operation(
            summary = "Get a study's values over each parameter",
            description =
                    "One slice for each parameter that was tried, with at most 1,000 completed trials that had it: the"
                            + " best 500, and others evenly spread.")
    @GetMapping("/slice")
    Slices slice(Caller caller, @PathVariable JobId id) {
        return new Slices(lessons.slices(study(caller, id)));
    }

    @Operation(
            summary = "Get a study's trials as lines across its parameters",
            description =
                    "Coordinates are in the order of the axes, null where a trial did not have the parameter. At most"
                            + " 1,000 completed trials: the best 500, and others evenly spread.")
    @GetMapping("/parallel-coordinates")
    ParallelCoordinates parallelCoordinates(Caller caller, @PathVariable JobId id) {
        return lessons.parallelCoordinates(study(caller, id));
    }

    @Operation(
            summary = "Get how the values of a study's trials are distributed",
            description = "For each value the share of completed trials with at most that value; at most 1,000 points.")
    @GetMapping("/distribution")
    ValueDistribution distribution(Caller caller, @PathVariable JobId id) {
        return lessons.distribution(study(caller, id));
    }

    @Operation(
            summary = "Get how much each parameter of a study matters",
            description =
                    "Shares that add up to 1, by how the best tenth of the completed trials differ from all of them"
                            + " (PED-ANOVA). Null with fewer than 10 completed trials, and where all did equally well.")
    @GetMapping("/importances")
    ParameterImportances importances(Caller caller, @PathVariable JobId id) {
        return new ParameterImportances(lessons.importances(study(caller, id)).orElse(null));
    }

    private JobRef study(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), JobKind.HYPERPARAMETER_TUNING, id).ref();
    }

    record Slices(List<StudySlice> slices) {}

    record ParameterImportances(@Nullable Map<String, Double> importances) {}
}
