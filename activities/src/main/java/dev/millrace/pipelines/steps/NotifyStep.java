package dev.millrace.pipelines.steps;

import dev.millrace.artifacts.Sha256;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.problems.Problem;
import dev.millrace.security.WebhookSecrets;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.OutboundAnswer;
import dev.millrace.security.outbound.OutboundCall;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a webhook, signed as the Standard Webhooks specification (version 1.0.0) has it. Its id is the same for every
 * attempt, so that the receiver knows a message that it already has.
 */
@Component
public final class NotifyStep implements TaskStep {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_BYTES = 10_000;
    private static final int ID_BYTES = 16;

    private final Outbound outbound;
    private final WebhookSecrets secrets;
    private final Clock clock;

    NotifyStep(Outbound outbound, WebhookSecrets secrets, Clock clock) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public String description() {
        return "Sends a webhook, signed with the workspace's secret as the Standard Webhooks specification says.";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("notify.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("notify.output.json");
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public boolean compensates() {
        return true;
    }

    @Override
    public JsonNode shown(JsonNode with) {
        return Masked.http(with);
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        With wanted = StepJson.read(with, With.class);
        Instant now = clock.instant();
        String body = wanted.message(now);
        Map<String, String> headers = new HashMap<>(secrets.sign(step.tenant(), id(step), now, body));
        headers.putAll(TraceParent.of(step.key()));
        headers.put("Content-Type", "application/json");
        OutboundCall call = new OutboundCall("POST", wanted.url(), headers, body, wanted.timeout(), MAX_BYTES, false);
        OutboundAnswer answer = new Upstream(outbound, step).send(call, status -> status >= 200 && status <= 299);
        return Json.mapper().createObjectNode().put("status", answer.status());
    }

    /** No dot in it, which separates what is signed. */
    private static String id(StepContext step) {
        byte[] hash = Sha256.digest().digest(step.key().getBytes(StandardCharsets.UTF_8));
        return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    record With(String url, String event, @Nullable JsonNode data, Duration timeout) {
        With {
            timeout = StepTimeout.checked(timeout == null ? USUAL_TIMEOUT : timeout);
            if (url == null || event == null) {
                throw Problem.invalid("", "notify needs url and event");
            }
        }

        String message(Instant now) {
            ObjectNode message = Json.mapper().createObjectNode();
            message.put("type", event).put("timestamp", now.toString());
            return Json.write(message.set("data", data == null ? message.objectNode() : data));
        }
    }
}
