package dev.millrace.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.artifacts.Sha256;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * API keys: {@code mr_} and 256 random bits in base64url. The database keeps their SHA-256, which suffices without salt or
 * stretching because nobody can guess 256 random bits.
 */
public final class ApiKeys {
    public static final String PREFIX = "mr_";

    private static final int SECRET_BYTES = 32;
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);
    private static final String COLUMNS = "id, name, role, created_at, expires_at, last_used_at";

    private final TenantTransactions tenants;
    private final JdbcClient anyTenant;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<UUID, Boolean> usesNoted =
            Caffeine.newBuilder().expireAfterWrite(BETWEEN_NOTES).build();

    public ApiKeys(TenantTransactions tenants, DataSource application, InstantSource clock) {
        this.tenants = tenants;
        this.anyTenant = JdbcClient.create(application);
        this.clock = clock;
    }

    /** Makes a key in a workspace that exists. */
    public NewApiKey create(TenantId tenant, String name, Role role, @Nullable Instant expiresAt) {
        return tenants.in(tenant, jdbc -> create(jdbc, tenant, name, role, expiresAt));
    }

    /** As {@link #create}, within the transaction of {@code jdbc}. */
    public NewApiKey create(JdbcClient jdbc, TenantId tenant, String name, Role role, @Nullable Instant expiresAt) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        ApiKey key = new ApiKey(Ids.next(), name, role, clock.instant(), expiresAt, null);
        insert(jdbc, tenant, key, secret);
        return new NewApiKey(key, secret);
    }

    /** Sees to it that this secret, given by configuration, opens the workspace. */
    public void ensure(TenantId tenant, String name, Role role, String secret) {
        tenants.run(
                tenant,
                jdbc -> insert(jdbc, tenant, new ApiKey(Ids.next(), name, role, clock.instant(), null, null), secret));
    }

    /** Keys that are neither revoked nor expired, newest first. */
    public List<ApiKey> list(TenantId tenant) {
        return tenants.in(
                tenant,
                jdbc -> jdbc.sql("SELECT " + COLUMNS
                                + " FROM api_keys WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())"
                                + " ORDER BY id DESC")
                        .query(ApiKeys::key)
                        .list());
    }

    /** Answers whether there was such a key to revoke; it stops to work at once. */
    public boolean revoke(TenantId tenant, UUID id) {
        return tenants.in(
                tenant,
                jdbc -> jdbc.sql("UPDATE api_keys SET revoked_at = now() WHERE id = :id AND revoked_at IS NULL")
                                .param("id", id)
                                .update()
                        > 0);
    }

    /**
     * Makes a key that can do what this one can, which itself works for {@code overlap} more at most.
     *
     * @param most the highest role that whoever asks may be given
     * @throws Problem NOT_FOUND when there is no such key that works, FORBIDDEN when its role is higher
     */
    public NewApiKey rotate(TenantId tenant, UUID id, Duration overlap, Role most) {
        return tenants.in(tenant, jdbc -> {
            ApiKey old = jdbc.sql("SELECT " + COLUMNS + " FROM api_keys WHERE id = :id AND revoked_at IS NULL"
                            + " AND (expires_at IS NULL OR expires_at > now()) FOR UPDATE")
                    .param("id", id)
                    .query(ApiKeys::key)
                    .optional()
                    .orElseThrow(() -> Problem.notFound("API key", id));
            if (!most.includes(old.role())) {
                throw new Problem(
                        ProblemType.FORBIDDEN, "the key's role " + old.role().wire() + " is above the caller's");
            }
            jdbc.sql("UPDATE api_keys SET expires_at = least(expires_at, :end) WHERE id = :id")
                    .param("end", Timestamp.from(clock.instant().plus(overlap)))
                    .param("id", id)
                    .update();
            return create(jdbc, tenant, old.name(), old.role(), old.expiresAt());
        });
    }

    /** Whose key this is; empty when it is unknown, revoked or expired. Asked anew each time: no node remembers a key. */
    public Optional<KeyOwner> owner(String secret) {
        Optional<KeyOwner> owner = find(secret);
        owner.filter(found -> usesNoted.asMap().putIfAbsent(found.keyId(), true) == null)
                .ifPresent(this::noteUse);
        return owner;
    }

    private void noteUse(KeyOwner owner) {
        tenants.run(
                owner.tenant(),
                jdbc -> jdbc.sql("UPDATE api_keys SET last_used_at = now() WHERE id = :id")
                        .param("id", owner.keyId())
                        .update());
    }

    private Optional<KeyOwner> find(String secret) {
        return anyTenant
                .sql("SELECT key_id, tenant_id, role FROM caller_of_key(:hash)")
                .param("hash", hash(secret))
                .query((row, number) -> new KeyOwner(
                        row.getObject("key_id", UUID.class),
                        new TenantId(row.getString("tenant_id")),
                        Role.ofWire(row.getString("role"))))
                .optional();
    }

    private static void insert(JdbcClient jdbc, TenantId tenant, ApiKey key, String secret) {
        jdbc.sql("""
                INSERT INTO api_keys (id, tenant_id, name, role, key_hash, created_at, expires_at)
                VALUES (:id, :tenant, :name, :role, :hash, :created, :expires) ON CONFLICT (key_hash) DO NOTHING
                """)
                .param("id", key.id())
                .param("tenant", tenant.value())
                .param("name", key.name())
                .param("role", key.role().wire())
                .param("hash", hash(secret))
                .param("created", Timestamp.from(key.createdAt()))
                .param("expires", key.expiresAt() == null ? null : Timestamp.from(key.expiresAt()))
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Role.ofWire(row.getString("role")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static byte[] hash(String secret) {
        return Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8));
    }
}
