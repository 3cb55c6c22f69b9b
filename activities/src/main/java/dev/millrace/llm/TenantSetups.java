package dev.millrace.llm;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.llm.provider.ProviderSpec;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The providers and routes of each tenant. A change is seen by other processes within {@link #SEEN_WITHIN}. */
@Component
public final class TenantSetups {
    static final Duration SEEN_WITHIN = Duration.ofSeconds(3);

    private static final int MOST_OF_EACH = 50;
    private static final int MOST_TENANTS = 10_000;
    private static final Pattern ROUTE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final TenantTransactions transactions;
    private final KeyVault vault;
    private final LoadingCache<TenantId, TenantSetup> setups;

    TenantSetups(TenantTransactions transactions, KeyVault vault) {
        this.transactions = transactions;
        this.vault = vault;
        this.setups = Caffeine.newBuilder()
                .expireAfterWrite(SEEN_WITHIN)
                .maximumSize(MOST_TENANTS)
                .build(this::read);
    }

    TenantSetup of(TenantId tenant) {
        return setups.get(tenant);
    }

    public void put(TenantId tenant, TenantProvider provider) {
        byte[] key =
                provider.apiKey().isEmpty() ? new byte[0] : vault.close(tenant, provider.name(), provider.apiKey());
        change(tenant, rows -> {
            rows.put(tenant, provider, key);
            requireFew(rows.count("llm_providers"), "providers");
            return true;
        });
    }

    /** @return whether there was one */
    public boolean deleteProvider(TenantId tenant, String name) {
        return change(tenant, rows -> rows.deleteProvider(name));
    }

    public void put(TenantId tenant, String name, Route route) {
        if (!ROUTE.matcher(name).matches() || name.equals(LocalAnswer.PROVIDER)) {
            throw Problem.invalid(
                    "/name", "a route's name has 1 to 63 lower-case letters, digits, - and _, and is not `local`");
        }
        change(tenant, rows -> {
            rows.put(tenant, name, route);
            requireFew(rows.count("llm_routes"), "routes");
            return true;
        });
    }

    /** @return whether there was one */
    public boolean deleteRoute(TenantId tenant, String name) {
        return change(tenant, rows -> rows.deleteRoute(name));
    }

    private boolean change(TenantId tenant, Predicate<SetupRows> change) {
        boolean changed = transactions.in(tenant, jdbc -> change.test(new SetupRows(jdbc)));
        setups.invalidate(tenant);
        return changed;
    }

    private static void requireFew(long count, String what) {
        if (count > MOST_OF_EACH) {
            throw Problem.conflict("a workspace has at most " + MOST_OF_EACH + " " + what + "; delete one first");
        }
    }

    private TenantSetup read(TenantId tenant) {
        return transactions.in(tenant, jdbc -> {
            SetupRows rows = new SetupRows(jdbc);
            Map<String, ProviderSpec> providers = new LinkedHashMap<>();
            rows.providers().forEach(stored -> providers.put(stored.name(), spec(tenant, stored)));
            return new TenantSetup(providers, rows.routes());
        });
    }

    /** Without a key that can be read the provider refuses, and says that the key is missing. */
    private ProviderSpec spec(TenantId tenant, SetupRows.StoredProvider stored) {
        String key = stored.apiKey().length == 0
                ? ""
                : vault.open(tenant, stored.name(), stored.apiKey()).orElse("");
        return new ProviderSpec(stored.name(), stored.kind(), stored.baseUrl(), key, false, stored.maxConcurrent());
    }
}
