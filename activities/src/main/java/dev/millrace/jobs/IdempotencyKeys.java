package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which job an Idempotency-Key stands for, for {@link #KEPT} after its first use. */
@Component
final class IdempotencyKeys {
    static final Duration KEPT = Duration.ofHours(24);

    private final Clock clock;

    IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    /** Answers {@code ref} when the key is new or absent, else the job that the key and the same request made. */
    JobRef claim(JdbcClient jdbc, JobRef ref, Submission submission) {
        String key = submission.idempotencyKey();
        if (key == null) {
            return ref;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        byte[] hash = hash(submission);
        jdbc.sql("DELETE FROM idempotency_keys WHERE key = :key AND created_at < :oldest")
                .param("key", key)
                .param("oldest", now.minus(KEPT))
                .update();
        // Waits for another transaction that uses the same key at this moment.
        boolean isNew = jdbc.sql("INSERT INTO idempotency_keys (tenant_id, key, request_hash, job_id, created_at)"
                                + " VALUES (:tenant, :key, :hash, :job, :now) ON CONFLICT DO NOTHING")
                        .param("tenant", ref.tenant().value())
                        .param("key", key)
                        .param("hash", hash)
                        .param("job", ref.job().value())
                        .param("now", now)
                        .update()
                == 1;
        return isNew ? ref : earlier(jdbc, ref, key, hash);
    }

    void forget(JdbcClient jdbc, JobId job) {
        jdbc.sql("DELETE FROM idempotency_keys WHERE job_id = :job")
                .param("job", job.value())
                .update();
    }

    private static JobRef earlier(JdbcClient jdbc, JobRef ref, String key, byte[] hash) {
        Use use = jdbc.sql("SELECT request_hash, job_id FROM idempotency_keys WHERE key = :key")
                .param("key", key)
                .query((row, n) -> new Use(row.getBytes(1), row.getObject(2, UUID.class)))
                .single();
        if (!Arrays.equals(use.hash(), hash)) {
            throw new Problem(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "the Idempotency-Key was used with another request in the last 24 hours; a new request takes a new key");
        }
        return new JobRef(ref.tenant(), new JobId(use.job()));
    }

    private static byte[] hash(Submission submission) {
        String text = submission.kind().wire() + "\n" + Json.write(submission.asked());
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Use(byte[] hash, UUID job) {}
}
