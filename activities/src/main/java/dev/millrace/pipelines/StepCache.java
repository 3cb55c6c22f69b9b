package dev.millrace.pipelines;

import dev.millrace.artifacts.Sha256;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What steps gave for the same input before, of this tenant only; as long as the document that asks wants it to be good. */
@Component
final class StepCache {
    private final TenantTransactions transactions;
    private final Clock clock;

    StepCache(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    Optional<JsonNode> find(JobRef run, byte[] key, Duration maxAge) {
        OffsetDateTime now = now();
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql(
                                "SELECT output FROM step_cache WHERE key = :key AND expires_at > :now AND created_at > :oldest")
                        .param("key", key)
                        .param("now", now)
                        .param("oldest", now.minus(maxAge))
                        .query(String.class)
                        .optional()
                        .map(Json::parse));
    }

    /** In the transaction that ends the step. A large output is not kept. */
    void keep(JdbcClient jdbc, JobRef run, byte[] key, JsonNode output, Duration maxAge) {
        String json = Storable.text(output);
        OffsetDateTime now = now();
        jdbc.sql("DELETE FROM step_cache WHERE expires_at <= :now")
                .param("now", now)
                .update();
        if (json.length() <= Outputs.IN_THE_ROW) {
            jdbc.sql("INSERT INTO step_cache (tenant_id, key, output, created_at, expires_at)"
                            + " VALUES (:tenant, :key, :output::json, :now, :expires) ON CONFLICT (tenant_id, key)"
                            + " DO UPDATE SET output = excluded.output, created_at = excluded.created_at,"
                            + " expires_at = excluded.expires_at")
                    .param("tenant", run.tenant().value())
                    .param("key", key)
                    .param("output", json)
                    .param("now", now)
                    .param("expires", now.plus(maxAge))
                    .update();
        }
    }

    /** A hash of the type and the input; the order of an object's members does not matter. */
    static byte[] key(String type, JsonNode with) {
        String text = type + "\n" + Json.write(Json.mapper().treeToValue(with, Object.class));
        return Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
