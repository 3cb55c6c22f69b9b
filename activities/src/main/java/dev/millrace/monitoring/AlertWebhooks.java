package dev.millrace.monitoring;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.models.ModelId;
import dev.millrace.problems.Problem;
import dev.millrace.security.WebhookSecrets;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.OutboundAnswer;
import dev.millrace.security.outbound.OutboundCall;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells of alerts, signed as the Standard Webhooks specification (version 1.0.0) has it. A message that does not get through
 * is sent again after each look at the model, with the same id, and given up after {@link #MOST_ATTEMPTS}.
 */
@Component
public final class AlertWebhooks {
    static final int MOST_ATTEMPTS = 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_BYTES = 10_000;

    private final TenantTransactions transactions;
    private final Outbound outbound;
    private final WebhookSecrets secrets;
    private final Clock clock;

    AlertWebhooks(TenantTransactions transactions, Outbound outbound, WebhookSecrets secrets, Clock clock) {
        this.transactions = transactions;
        this.outbound = outbound;
        this.secrets = secrets;
        this.clock = clock;
    }

    boolean due(TenantId tenant, ModelId model) {
        return !list(tenant, model).isEmpty();
    }

    /** Sends what is due, oldest first, each once. */
    void send(TenantId tenant, ModelId model, Heartbeat heartbeat) {
        for (Due due : list(tenant, model)) {
            String failure = send(tenant, due, heartbeat);
            transactions.run(
                    tenant,
                    jdbc -> jdbc.sql("UPDATE monitoring_webhooks SET attempts = attempts + 1, detail = :detail,"
                                    + " status = CASE WHEN :detail::text IS NULL THEN 'sent'"
                                    + " WHEN attempts + 1 >= :most THEN 'failed' ELSE 'due' END"
                                    + " WHERE alert_id = :alert AND event = :event AND status = 'due'")
                            .param("detail", failure)
                            .param("most", MOST_ATTEMPTS)
                            .param("alert", due.alert().id())
                            .param("event", due.event())
                            .update());
        }
    }

    /** What has become of an alert's messages. */
    public List<Sent> sent(TenantId tenant, UUID alert) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql(
                                "SELECT event, status, attempts, detail FROM monitoring_webhooks WHERE alert_id = :alert"
                                        + " ORDER BY event")
                        .param("alert", alert)
                        .query((row, n) -> new Sent(
                                row.getString("event"),
                                row.getString("status"),
                                row.getInt("attempts"),
                                row.getString("detail")))
                        .list());
    }

    /** Null when it was taken. */
    private @Nullable String send(TenantId tenant, Due due, Heartbeat heartbeat) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", "model.alert." + due.event());
        message.put("timestamp", now.toString());
        message.put("data", Alerts.shown(due.alert(), due.event()));
        String body = Json.write(message);
        try {
            // No dot in the id, which separates what is signed.
            String id = "msg_" + due.alert().id() + "_" + due.event();
            Map<String, String> headers = new HashMap<>(secrets.sign(tenant, id, now, body));
            headers.put("Content-Type", "application/json");
            OutboundCall call = new OutboundCall("POST", due.url(), headers, body, TIMEOUT, MAX_BYTES, false);
            OutboundAnswer answer = outbound.send(call, heartbeat::throwIfStopped);
            return answer.status() >= 200 && answer.status() <= 299 ? null : "answered " + answer.status();
        } catch (Problem problem) {
            return problem.detail();
        }
    }

    private List<Due> list(TenantId tenant, ModelId model) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT a.*, w.event, w.url FROM monitoring_webhooks w"
                                + " JOIN monitoring_alerts a ON a.id = w.alert_id"
                                + " WHERE a.model_id = :model AND w.status = 'due' ORDER BY a.id, w.event LIMIT 100")
                        .param("model", model.value())
                        .query((row, n) -> new Due(Alerts.alert(row, n), row.getString("event"), row.getString("url")))
                        .list());
    }

    /** @param detail why it did not get through the last time */
    public record Sent(
            String event,
            String status,
            int attempts,
            @Nullable String detail) {}

    private record Due(Alert alert, String event, String url) {}
}
