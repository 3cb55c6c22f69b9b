package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A schedule to be written. */
record ScheduleRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "Unique in the workspace: up to 100 letters, digits, spaces, dots, hyphens and underscores.",
                pattern = ScheduleRequest.NAME,
                example = "nightly churn")
        String name,

        @Schema(
                description =
                        "When: minute, hour, day of month, month, day of week, all of which a time has to fit. Either this or interval.",
                example = "0 3 * * *")
        @Nullable
        String cron,

        @Schema(
                description =
                        "How often: 10 seconds to 365 days, counted from 1970-01-01T00:00:00Z. Either this or cron.",
                type = "string",
                format = "duration",
                example = "null")
        @Nullable
        Duration interval,

        @Schema(
                description = "Where cron's clock hangs: a name of the IANA time zone database; UTC unless given.",
                example = "Europe/Berlin")
        @Nullable
        String timezone,

        @Schema(
                description =
                        "When a time comes while an earlier run goes on. skip leaves it out; buffer_one runs it afterwards, but no more than one waits; buffer_all runs each, one after the other; cancel_other cancels the earlier run first; terminate_other begins at once while the earlier run is cancelled; allow_all runs them side by side. skip unless given.")
        @Nullable
        Overlap overlap,

        @Schema(
                description =
                        "How late a time that was missed, because the server was down, is still run: 10 seconds to 365 days. P1D unless given.",
                type = "string",
                format = "duration",
                example = "PT1H")
        @Nullable
        Duration catchupWindow,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Action action,

        @Schema(description = "Your own words, up to 500 characters.", example = "asked for by sales") @Nullable
        String note) {
    static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}";

    private static final Pattern NAMES = Pattern.compile(NAME);

    ScheduleRequest {
        if (name == null || !NAMES.matcher(name).matches()) {
            throw Problem.invalid(
                    "/name",
                    "name is required: up to 100 letters, digits, spaces, dots, hyphens and underscores, a letter or digit"
                            + " first");
        }
        if (action == null) {
            throw Problem.invalid("/action", "action is required: {kind, request}");
        }
        NoteRequest.check(note);
    }

    @SuppressWarnings("NullAway") // the timing fills in what is absent
    Timing timing() {
        return new Timing(cron, interval, timezone, overlap, catchupWindow);
    }

    /** What is run. */
    @Schema(name = "ScheduleAction")
    record Action(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "What each run is.",
                    allowableValues = {
                        "training",
                        "batch_prediction",
                        "hyperparameter_tuning",
                        "automl",
                        "pipeline",
                        "agent"
                    },
                    example = "training")
            JobKind kind,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description =
                            "The body that the kind's own endpoint takes; of a pipeline {workflow: its name or id, version, input, customer_id, priority}.",
                    type = "object")
            JsonNode request) {
        Action {
            if (request == null || !request.isObject()) {
                throw Problem.invalid(
                        "/action/request", "request is required: an object, as the kind's own endpoint takes it");
            }
        }
    }
}
