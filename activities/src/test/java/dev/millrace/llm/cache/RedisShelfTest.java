package dev.millrace.llm.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.fppt.jedismock.RedisServer;
import dev.langchain4j.model.output.FinishReason;
import dev.millrace.MovableClock;
import dev.millrace.llm.spending.Wildcard;
import dev.millrace.security.Keyset;
import dev.millrace.security.Keysets;
import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

class RedisShelfTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final CacheKey KEY = new CacheKey(TENANT, "default:abc");

    private final MovableClock clock = new MovableClock();
    private final CacheCounts counts = new CacheCounts();
    private RedisServer server;
    private UnifiedJedis client;
    private RedisShelf shelf;

    @BeforeEach
    void start() throws IOException {
        server = RedisServer.newRedisServer().start();
        client = address("redis://127.0.0.1:" + server.getBindPort()).client();
        shelf = new RedisShelf(client, new Seal(Keyset.parse(Keysets.generate())), counts, clock);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        if (server.isRunning()) {
            server.stop();
        }
    }

    @Test
    void keepsAnswersSealedForAsLongAsTheyAreGood() {
        CachedAnswer answer = answer();
        shelf.put(KEY, answer, clock.instant());
        assertThat(shelf.find(KEY)).contains(answer);
        byte[] place = "millrace:llm:acme:a:default:abc".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(client.get(place), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(client.ttl(place)).isBetween(1L, 300L);
        assertThat(shelf.isConnected()).isTrue();
    }

    @Test
    void takesNothingFromAnotherPlaceOrTenant() {
        shelf.put(KEY, answer(), clock.instant());
        byte[] stolen = client.get("millrace:llm:acme:a:default:abc".getBytes(StandardCharsets.UTF_8));
        client.set("millrace:llm:other:a:default:abc".getBytes(StandardCharsets.UTF_8), stolen);
        client.set("millrace:llm:acme:a:default:def".getBytes(StandardCharsets.UTF_8), stolen);
        assertThat(shelf.find(new CacheKey(OTHER, "default:abc"))).isEmpty();
        assertThat(shelf.find(new CacheKey(TENANT, "default:def"))).isEmpty();
        assertThat(counts.errors(OTHER)).isEqualTo(1);
    }

    @Test
    void keepsTheNewestCandidates() {
        for (int i = 0; i < Shelf.CANDIDATES + 5; i++) {
            shelf.add(KEY, new Candidate(new float[] {0.6f, i}, "default:" + i), in(300), clock.instant());
        }
        assertThat(shelf.candidates(KEY)).hasSize(Shelf.CANDIDATES);
        assertThat(shelf.candidates(KEY).getFirst())
                .isEqualTo(
                        new Candidate(new float[] {0.6f, Shelf.CANDIDATES + 4}, "default:" + (Shelf.CANDIDATES + 4)));
    }

    @Test
    void deletesTheTenantsOwnByPattern() {
        shelf.put(KEY, answer(), clock.instant());
        shelf.put(new CacheKey(TENANT, "smart:abc"), answer(), clock.instant());
        shelf.put(new CacheKey(OTHER, "default:abc"), answer(), clock.instant());
        assertThat(shelf.delete(TENANT, new Wildcard("default:*"))).containsExactly("default:abc");
        assertThat(shelf.find(KEY)).isEmpty();
        assertThat(shelf.find(new CacheKey(TENANT, "smart:abc"))).isPresent();
        assertThat(shelf.find(new CacheKey(OTHER, "default:abc"))).isPresent();
    }

    @Test
    void goesOnWithoutRedisAndCountsIt() throws IOException {
        shelf.put(KEY, answer(), clock.instant());
        server.stop();
        assertThat(shelf.find(KEY)).isEmpty();
        assertThat(shelf.find(KEY)).isEmpty();
        assertThat(counts.errors(TENANT))
                .as("nobody waits for it again at once")
                .isEqualTo(1);
        assertThat(shelf.isConnected()).isFalse();
        clock.advance(Duration.ofSeconds(6));
        assertThat(shelf.candidates(KEY)).isEmpty();
        assertThat(counts.errors(TENANT)).isEqualTo(2);
    }

    @Test
    void readsWhereRedisIs() {
        assertThat(RedisAddress.of("", "", 6379, "", 0)).isEmpty();
        assertThat(RedisAddress.of("", "cache.local", 7000, "p:w@", 3)
                        .orElseThrow()
                        .uri())
                .hasHost("cache.local")
                .hasPort(7000)
                .hasPath("/3");
        assertThat(address("redis://user:secret@cache:6379/1")).hasToString("cache:6379");
        assertThatThrownBy(() -> address("http://cache:6379")).hasMessageContaining("REDIS_URL must look like");
        assertThatThrownBy(() -> address("cache")).hasMessageContaining("REDIS_URL must look like");
    }

    private static RedisAddress address(String url) {
        return RedisAddress.of(url, "", 6379, "", 0).orElseThrow();
    }

    private CachedAnswer answer() {
        return new CachedAnswer(
                "{\"text\":\"secret\",\"type\":\"AI\"}",
                FinishReason.STOP,
                "id",
                3,
                null,
                "acme",
                "exact",
                clock.instant(),
                in(300));
    }

    private Instant in(long seconds) {
        return clock.instant().plusSeconds(seconds);
    }
}
