package dev.millrace.llm.cache;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisURIHelper;

/** Where Redis is: by {@code REDIS_URL}, or by {@code REDIS_HOST} and what goes with it. Nobody waits long for it. */
record RedisAddress(URI uri) {
    private static final int PATIENCE_MS = 500;
    private static final int CONNECTIONS = 16;
    private static final String FORM = "redis://user:password@host:6379/0, or rediss:// for TLS";

    /** Empty when neither is set. */
    static Optional<RedisAddress> of(String url, String host, int port, String password, int database) {
        if (!url.isBlank()) {
            return Optional.of(new RedisAddress(URI.create(url.strip())));
        }
        return host.isBlank()
                ? Optional.empty()
                : Optional.of(new RedisAddress(uri(host.strip(), port, password, database)));
    }

    RedisAddress {
        if (!JedisURIHelper.isValid(uri)
                || uri.getScheme() == null
                || !uri.getScheme().startsWith("redis")) {
            throw new IllegalStateException("REDIS_URL must look like " + FORM);
        }
    }

    /** Connects when it is first asked. */
    UnifiedJedis client() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(PATIENCE_MS));
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(uri.getHost(), uri.getPort()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user(JedisURIHelper.getUser(uri))
                        .password(JedisURIHelper.getPassword(uri))
                        .database(JedisURIHelper.getDBIndex(uri))
                        .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                        .connectionTimeoutMillis(PATIENCE_MS)
                        .socketTimeoutMillis(PATIENCE_MS)
                        .build())
                .poolConfig(pool)
                .build();
    }

    private static URI uri(String host, int port, String password, int database) {
        try {
            String user = password.isEmpty() ? null : ":" + password;
            return new URI("redis", user, host, port, "/" + database, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("REDIS_HOST and REDIS_PORT must name a host and a port", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return uri.getHost() + ":" + uri.getPort();
    }
}
