package dev.millrace.llm;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.llm.provider.ChatProviders;
import dev.millrace.llm.provider.ProviderSpec;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The providers that a tenant can ask: its own, and the installation's where it has none of the same name. */
@Component
public final class Providers {
    private static final int MOST = 10_000;
    private static final Duration UNUSED = Duration.ofHours(1);

    private final TenantSetups tenants;
    private final InstalledProviders installed;
    private final LoadingCache<Owned, LiveProvider> live;

    Providers(TenantSetups tenants, InstalledProviders installed, ChatProviders providers, Clock clock) {
        this.tenants = tenants;
        this.installed = installed;
        this.live = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(UNUSED)
                .build(owned -> new LiveProvider(owned.spec, providers.create(owned.spec), clock));
    }

    Optional<LiveProvider> find(TenantId tenant, String name) {
        ProviderSpec own = tenants.of(tenant).providers().get(name);
        if (own != null) {
            return Optional.of(live.get(new Owned(tenant, own)));
        }
        return Optional.ofNullable(installed.specs().get(name)).map(spec -> live.get(new Owned(null, spec)));
    }

    /** All that the tenant can ask, by name. */
    public List<ProviderHealth> health(TenantId tenant) {
        Map<String, Boolean> names = new TreeMap<>();
        installed.specs().keySet().forEach(name -> names.put(name, false));
        tenants.of(tenant).providers().keySet().forEach(name -> names.put(name, true));
        List<ProviderHealth> all = new ArrayList<>();
        names.forEach(
                (name, own) -> find(tenant, name).ifPresent(provider -> all.add(ProviderHealth.of(provider, own))));
        return all;
    }

    /** What to set so that the installation has a provider. */
    public static List<String> variables() {
        return InstalledProviders.variables();
    }

    /** One tenant's failures and waits are not another's; what is set up anew begins anew. */
    private record Owned(@Nullable TenantId tenant, ProviderSpec spec) {}
}
