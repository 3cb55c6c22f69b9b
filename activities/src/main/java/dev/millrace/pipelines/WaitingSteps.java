package dev.millrace.pipelines;

import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.PipelineActivities.Opened;
import dev.millrace.pipelines.Waits.Waiting;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Waits for a time or an event, and approvals. */
@Component
final class WaitingSteps {
    private static final String APPROVAL = "approval";

    private final Variables variables;
    private final Skips skips;
    private final StepRows rows;
    private final Waits waits;
    private final Clock clock;

    WaitingSteps(Variables variables, Skips skips, StepRows rows, Waits waits, Clock clock) {
        this.variables = variables;
        this.skips = skips;
        this.rows = rows;
        this.waits = waits;
        this.clock = clock;
    }

    Opened open(Here here, String workflowId) {
        StepState settled = skips.recorded(here).orElse(null);
        if (settled != null) {
            return new Opened(settled, null, null);
        }
        Waiting wait = waits.find(here.run(), here.path().toString()).orElse(null);
        if (wait == null) {
            Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
            if (skips.of(here, known).isPresent()) {
                return new Opened(StepState.SKIPPED, null, null);
            }
            wait = begin(here, workflowId, here.compiled().render(here.step().with(), known));
        }
        return new Opened(null, secondsLeft(wait), text(wait.spec(), "event"));
    }

    StepState close(Here here, @Nullable Answer answer) {
        StepState settled = skips.recorded(here).orElse(null);
        if (settled != null) {
            return settled;
        }
        Waiting wait = waits.find(here.run(), here.path().toString())
                .orElseThrow(() -> Problem.conflict("step " + here.path() + " waits for nothing"));
        JsonNode output;
        try {
            output = Json.tree(wait.kind().equals(APPROVAL) ? approval(wait, answer) : waited(wait, answer));
        } catch (Problem failed) {
            waits.end(here.run(), wait.path());
            throw failed;
        }
        rows.complete(here.run(), here.place(), output, jdbc -> Waits.end(jdbc, here.run(), wait.path()));
        return StepState.COMPLETED;
    }

    private Waiting begin(Here here, String workflowId, JsonNode with) {
        rows.begin(here.run(), here.place(), StepStatus.WAITING, with);
        Instant now = clock.instant();
        String kind = here.step().type().equals(APPROVAL) ? APPROVAL : with.hasNonNull("event") ? "event" : "time";
        return waits.begin(
                here.run(), new Waiting(here.path().toString(), kind, workflowId, with, now, end(kind, with, now)));
    }

    private static @Nullable Instant end(String kind, JsonNode with, Instant now) {
        String length = text(
                with,
                switch (kind) {
                    case APPROVAL -> "expires_in";
                    case "event" -> "timeout";
                    default -> "duration";
                });
        try {
            if (length != null) {
                return now.plus(Duration.parse(length));
            }
            String until = text(with, "until");
            return until == null ? null : OffsetDateTime.parse(until).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.invalid(
                    "/with",
                    "a wait ends after a duration such as PT5M, or at a time such as 2026-12-01T08:00:00Z: "
                            + e.getMessage());
        }
    }

    /** Rounded up, so that a wait is never too short. */
    private @Nullable Long secondsLeft(Waiting wait) {
        return wait.expiresAt() == null
                ? null
                : Long.valueOf(Math.max(
                        0,
                        Duration.between(clock.instant(), wait.expiresAt())
                                .plusMillis(999)
                                .toSeconds()));
    }

    private Map<String, @Nullable Object> waited(Waiting wait, @Nullable Answer answer) {
        boolean timedOut = wait.kind().equals("event") && answer == null;
        if (timedOut && !"continue".equals(text(wait.spec(), "on_timeout"))) {
            throw new Problem(
                    ProblemType.EXPIRED,
                    "the event " + text(wait.spec(), "event") + " did not come within " + text(wait.spec(), "timeout"));
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("event_data", answer == null ? null : answer.input());
        output.put("timed_out", timedOut);
        return output;
    }

    private Map<String, @Nullable Object> approval(Waiting wait, @Nullable Answer answer) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(answer == null ? Map.of() : answer.input());
        Object comment = given.remove("comment");
        boolean approved = answer == null ? atExpiry(wait) : Boolean.TRUE.equals(given.remove("approved"));
        String by = answer == null ? null : answer.by();
        if (!approved && !"continue".equals(text(wait.spec(), "on_reject"))) {
            String who = by == null ? "nobody answered in time, which is taken as a no" : "rejected by " + by;
            throw new Problem(ProblemType.REJECTED, comment == null ? who : who + ": " + comment);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("approved", approved);
        output.put("by", by);
        output.put("comment", comment);
        output.put("at", clock.instant().toString());
        output.put("answer", given);
        return output;
    }

    private static boolean atExpiry(Waiting wait) {
        String what = text(wait.spec(), "on_expiry");
        if ("approve".equals(what)) {
            return true;
        }
        if ("reject".equals(what)) {
            return false;
        }
        throw new Problem(ProblemType.EXPIRED, "nobody answered within " + text(wait.spec(), "expires_in"));
    }

    private static @Nullable String text(JsonNode with, String field) {
        return with.path(field).isString() ? with.path(field).asString() : null;
    }
}
