package dev.millrace.agents;

import dev.millrace.agents.AgentWaits.Waiting;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.RunUpdate;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Hands runs of agents what they wait for: decisions, more money, what their users say. */
@Component
public final class AgentReplies {
    private static final int LONGEST = 100_000;
    private static final BigDecimal MOST = new BigDecimal("1000000");

    private final Jobs jobs;
    private final JobControls controls;
    private final AgentWaits waits;
    private final ReplacedArguments replaced;
    private final Clock clock;

    AgentReplies(Jobs jobs, JobControls controls, AgentWaits waits, ReplacedArguments replaced, Clock clock) {
        this.jobs = jobs;
        this.controls = controls;
        this.waits = waits;
        this.replaced = replaced;
        this.clock = clock;
    }

    /**
     * Answers {@code place}: {@code tool_<step>_<call>} takes {@code {approved, comment, arguments}}, {@code budget} takes
     * {@code {max_cost}}, {@code user} takes {@code {message}} or {@code {end: true}}. The same answer with the same key is
     * taken once.
     *
     * @throws Problem CONFLICT when nothing waits there, INVALID when the answer does not fit, UNAVAILABLE when no worker
     *     takes it
     */
    public Job answer(TenantId tenant, JobId run, String place, JsonNode input, String by, @Nullable String key) {
        Job job = jobs.get(tenant, JobKind.AGENT, run);
        check(job, place, input);
        String id = waits.keep(job.ref(), place, by, input);
        return controls.update(
                tenant,
                run,
                new RunUpdate(job.workflowId(), "answer", id(key, place, input), new Reply(place, by, id)));
    }

    private void check(Job job, String place, JsonNode input) {
        if (Json.write(input).length() > LONGEST || input.toString().contains("\\u0000")) {
            throw Problem.invalid("/input", "an answer is at most 100,000 characters of JSON, without U+0000");
        }
        if (place.equals(Inbox.USER)) {
            checkTurn(input);
            return;
        }
        Waiting wait = waits.list(job.ref()).stream()
                .filter(open -> open.place().equals(place))
                .findFirst()
                .orElseThrow(() ->
                        Problem.conflict("no step waits at " + place + "; the run's execution_steps show what waits"));
        if (wait.expiresAt() != null && !clock.instant().isBefore(wait.expiresAt())) {
            throw Problem.conflict("the time to answer step " + place + " was over at " + wait.expiresAt());
        }
        if (wait.kind().equals(Inbox.BUDGET)) {
            checkCost(input);
        } else {
            checkDecision(input);
            if (input.hasNonNull("arguments")) {
                CallPlace.of(place).ifPresent(call -> replaced.require(job.ref(), call, input.get("arguments")));
            }
        }
    }

    private static void checkTurn(JsonNode input) {
        require(input, List.of("message", "end"));
        boolean ends = input.path("end").asBoolean(false);
        boolean speaks = input.path("message").isString()
                && !input.get("message").asString().isBlank();
        if (ends == speaks) {
            throw Problem.invalid(
                    "/input/message", "what a user says is {\"message\": \"…\"}; {\"end\": true} ends it");
        }
    }

    private static void checkDecision(JsonNode input) {
        require(input, List.of("approved", "comment", "arguments"));
        if (!input.path("approved").isBoolean()) {
            throw Problem.invalid("/input/approved", "approved is true or false");
        }
        if (input.hasNonNull("comment") && !input.get("comment").isString()) {
            throw Problem.invalid("/input/comment", "comment is a text");
        }
        if (input.hasNonNull("arguments") && !input.get("arguments").isObject()) {
            throw Problem.invalid("/input/arguments", "arguments is an object: all arguments of the call");
        }
    }

    private static void checkCost(JsonNode input) {
        require(input, List.of("max_cost"));
        JsonNode cost = input.path("max_cost");
        try {
            BigDecimal most = cost.isString() || cost.isNumber() ? new BigDecimal(cost.asString()) : BigDecimal.ZERO;
            if (most.signum() > 0 && most.compareTo(MOST) <= 0) {
                return;
            }
        } catch (NumberFormatException none) {
            // The same answer as for a negative one.
        }
        throw Problem.invalid("/input/max_cost", "max_cost is what the run may cost in USD, over 0 and up to " + MOST);
    }

    private static void require(JsonNode input, Collection<String> known) {
        for (String field : input.propertyNames()) {
            if (!known.contains(field)) {
                throw Problem.invalid("/input", "this takes " + String.join(", ", known) + ", and nothing else");
            }
        }
    }

    /** Of the key and what it stands for, so that another answer is never taken for the same. */
    private static @Nullable String id(@Nullable String key, String place, JsonNode input) {
        byte[] what = (place + "\n" + Json.write(input)).getBytes(StandardCharsets.UTF_8);
        return key == null ? null : key + "/" + UUID.nameUUIDFromBytes(what);
    }
}
