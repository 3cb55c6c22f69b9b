package dev.millrace.pipelines;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.RunUpdate;
import dev.millrace.pipelines.Waits.Waiting;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Hands pipelines what they wait for: answers of people, and events. */
@Component
public final class RunAnswers {
    private static final Pattern EVENT = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
    private static final int LARGEST = 100_000;
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final Jobs jobs;
    private final JobControls controls;
    private final Waits waits;
    private final SchemaCheck schemas;
    private final Clock clock;

    RunAnswers(Jobs jobs, JobControls controls, Waits waits, SchemaCheck schemas, Clock clock) {
        this.jobs = jobs;
        this.controls = controls;
        this.waits = waits;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * Answers the step that waits at {@code path}: of an approval {@code {approved, comment, …}}, else the event's data. The
     * same answer with the same {@code key}, sent again while it is under way, is taken once.
     *
     * @throws Problem CONFLICT when nothing waits there (any more), FORBIDDEN when it is for others to answer, INVALID when
     *     the answer does not fit, UNAVAILABLE when no worker takes it
     */
    public Job answer(TenantId tenant, JobId run, String path, JsonNode input, Respondent by, @Nullable String key) {
        Job job = jobs.get(tenant, run);
        Waiting wait = waits.find(job.ref(), path).orElseThrow(() -> nothingWaits(path));
        if (wait.expiresAt() != null && !clock.instant().isBefore(wait.expiresAt())) {
            throw Problem.conflict("the time to answer step " + path + " was over at " + wait.expiresAt());
        }
        Map<String, @Nullable Object> answer = object("/input", input);
        switch (wait.kind()) {
            case "approval" -> ApprovalRules.check(wait.spec(), by, input, schemas);
            case "event" -> {}
            default -> throw Problem.conflict("step " + path + " waits for a time, which nobody can answer");
        }
        RunUpdate update =
                new RunUpdate(wait.workflowId(), "answer", id(key, path, input), new Answer(path, by.actor(), answer));
        return controls.update(tenant, run, update);
    }

    /**
     * Tells the run of something that happened; it is kept until a step waits for it.
     *
     * @throws Problem NOT_FOUND when the run is of a kind that knows no events
     */
    public Job event(TenantId tenant, JobId run, String name, @Nullable JsonNode data, Respondent by) {
        Job job = jobs.get(tenant, run);
        if (!PipelineKinds.ALL.contains(job.kind())) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "a " + job.kind().wire() + " run has no signal " + name + "; it has pause, continue and cancel");
        }
        if (!EVENT.matcher(name).matches()) {
            throw Problem.invalid(
                    "name", "an event's name is 1 to 100 letters, digits, _, . and -, and begins with a letter");
        }
        Map<String, @Nullable Object> told = data == null || data.isNull() ? Map.of() : object("", data);
        return controls.signal(tenant, run, "event", new Event(name, by.actor(), told));
    }

    /** Of the key and what it stands for, so that another answer is never taken for the same. */
    private static @Nullable String id(@Nullable String key, String path, JsonNode input) {
        byte[] what = (path + "\n" + Json.write(input)).getBytes(StandardCharsets.UTF_8);
        return key == null ? null : key + "/" + UUID.nameUUIDFromBytes(what);
    }

    private static Problem nothingWaits(String path) {
        return Problem.conflict("no step waits at " + path + "; the run's execution_steps show what waits");
    }

    private static Map<String, @Nullable Object> object(String pointer, JsonNode value) {
        if (!value.isObject()) {
            throw Problem.invalid(pointer, "what a step is given is a JSON object");
        }
        String json = Json.write(value);
        if (json.length() > LARGEST) {
            throw Problem.invalid(
                    pointer, "what a step is given is at most 100,000 characters of JSON; upload more as a data set");
        }
        if (value.toString().contains("\\u0000")) {
            throw Problem.invalid(pointer, "a text holds the character U+0000; every other is allowed");
        }
        return Json.mapper().convertValue(value, OBJECT);
    }
}
