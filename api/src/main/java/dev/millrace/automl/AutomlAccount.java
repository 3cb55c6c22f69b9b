package dev.millrace.automl;

import dev.millrace.jobs.JobStep;
import dev.millrace.tuning.BestTrials;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an AutoML job did with its time. */
@Schema(name = "AutomlAccount")
record AutomlAccount(
        @Schema(description = "The trials of each algorithm, the one with the most first.")
        List<BestTrials.Tried> tried,

        @Schema(description = "Algorithms of the task that were not tried, and why.")
        List<LeftOut> leftOut,

        @Schema(description = "How long each step took; the search is between study and choose.")
        Map<String, Duration> steps,

        @Schema(description = "From its start to its end, or to now.", type = "string", format = "duration") @Nullable
        Duration timeSpent,

        @Schema(description = "Why the registered model is what it is; null before that is decided.") @Nullable
        String reason) {

    static Map<String, Duration> durations(List<JobStep> steps) {
        Map<String, Duration> durations = new LinkedHashMap<>();
        for (JobStep step : steps) {
            Instant end = step.completedAt();
            if (end != null) {
                durations.put(step.id(), Duration.between(step.startedAt(), end));
            }
        }
        return durations;
    }
}
