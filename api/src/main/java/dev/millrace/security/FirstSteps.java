package dev.millrace.security;

import dev.millrace.tenancy.Schema;
import dev.millrace.tenancy.Workspaces;
import org.springframework.context.SmartLifecycle;

/**
 * How the first caller gets in. A standalone run on a loopback address signs its own user in; anything else needs a key:
 * {@code MILLRACE_ADMIN_KEY} makes one for the platform's first administrator.
 */
final class FirstSteps implements SmartLifecycle {
    private static final int SHORTEST_SECRET = 32;

    private final ApiKeys keys;
    private final Schema schema;
    private final boolean standalone;
    private final String bind;
    private final String adminKey;
    private volatile boolean done;

    FirstSteps(ApiKeys keys, Schema schema, boolean standalone, String bind, String adminKey) {
        this.keys = keys;
        this.schema = schema;
        this.standalone = standalone;
        this.bind = bind;
        this.adminKey = adminKey;
    }

    boolean loopbackSignIn() {
        return standalone && LoopbackGuard.isLoopback(bind);
    }

    @Override
    public void start() {
        boolean open = standalone && !loopbackSignIn();
        if ((open || !adminKey.isBlank()) && !schema.isReady()) {
            throw new IllegalStateException("the database must answer when the first key is made or looked for");
        }
        if (!adminKey.isBlank()) {
            requireLength();
            keys.ensure(Workspaces.DEFAULT, "MILLRACE_ADMIN_KEY", Role.PLATFORM_ADMIN, adminKey);
        }
        if (open) {
            requireKey();
        }
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    /** After the schema is there, before requests come. */
    @Override
    public int getPhase() {
        return schema.getPhase() + 1;
    }

    private void requireLength() {
        if (adminKey.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("MILLRACE_ADMIN_KEY must have at least " + SHORTEST_SECRET
                    + " characters; for example: openssl rand -hex 32");
        }
    }

    private void requireKey() {
        if (!loopbackSignIn() && keys.list(Workspaces.DEFAULT).isEmpty()) {
            throw new IllegalStateException(
                    "bound to " + bind + ", Millrace could be reached by others, and no API key exists yet: set"
                            + " MILLRACE_ADMIN_KEY, or start on 127.0.0.1 and make a key with POST /api/v1/api-keys");
        }
    }
}
