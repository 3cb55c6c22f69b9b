package dev.millrace.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Finds the version to predict with, without asking the database for each prediction. A change made on this node is seen
 * at once, one made on another within {@link #BRIEFLY}.
 */
@Component
public final class Serving {
    static final Duration BRIEFLY = Duration.ofSeconds(1);

    private final TenantTransactions transactions;
    private final Cache<ModelKey, Model> models;
    private final Cache<VersionKey, ModelVersion> versions =
            Caffeine.newBuilder().maximumSize(1_000).build();

    @Autowired
    Serving(TenantTransactions transactions) {
        this(transactions, Ticker.systemTicker());
    }

    Serving(TenantTransactions transactions, Ticker ticker) {
        this.transactions = transactions;
        models = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(BRIEFLY)
                .ticker(ticker)
                .build();
    }

    /**
     * @throws Problem 404 when the tenant has no such model, 409 when its deployed version is asked for and there is none,
     *     422 when it has no such version or alias
     */
    public ModelVersion version(TenantId tenant, ModelId id, VersionChoice choice) {
        return version(tenant, id, number(model(tenant, id), choice));
    }

    /**
     * As {@link #version}, but while a rollout is under way whoever asks for the deployed version may get the one that is being
     * rolled out.
     *
     * @param stickyKey callers with the same key get the same version; null draws by lot
     */
    public Route route(TenantId tenant, ModelId id, VersionChoice choice, @Nullable String stickyKey) {
        Model model = model(tenant, id);
        ModelVersion champion = version(tenant, id, number(model, choice));
        Split split = model.split();
        if (split == null || split.stage() < 0 || !(choice instanceof VersionChoice.Deployed)) {
            return new Route(champion, null, null);
        }
        ModelVersion challenger = version(tenant, id, split.version());
        if (split.shadow()) {
            return new Route(champion, split, challenger);
        }
        boolean taken =
                stickyKey == null ? ThreadLocalRandom.current().nextDouble() < split.share() : split.takes(stickyKey);
        return new Route(taken ? challenger : champion, split, null);
    }

    private Model model(TenantId tenant, ModelId id) {
        return models.get(
                new ModelKey(tenant, id),
                key -> transactions.in(
                        tenant, jdbc -> new ModelRows(jdbc).find(id).orElseThrow(() -> Problem.notFound("model", id))));
    }

    private ModelVersion version(TenantId tenant, ModelId id, int number) {
        // A version number is never given twice, and a deleted model is not found above.
        return versions.get(
                new VersionKey(tenant, id, number),
                key -> transactions.in(
                        tenant,
                        jdbc -> new VersionRows(jdbc)
                                .find(id, number)
                                .orElseThrow(() -> Problem.notFound("model", id))));
    }

    private static int number(Model model, VersionChoice choice) {
        return switch (choice) {
            case VersionChoice.Deployed() -> model.requireDeployed();
            case VersionChoice.Exact(int version) -> model.requireVersion(version);
            case VersionChoice.Aliased(Alias alias) -> model.requireAlias(alias);
        };
    }

    /** To be called after a change of the model was committed. Waits for a look-up that began before. */
    void forget(TenantId tenant, ModelId id) {
        models.invalidate(new ModelKey(tenant, id));
    }

    private record ModelKey(TenantId tenant, ModelId model) {}

    private record VersionKey(TenantId tenant, ModelId model, int version) {}
}
