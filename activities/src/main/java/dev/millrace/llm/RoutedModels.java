package dev.millrace.llm;

import dev.millrace.tenancy.TenantId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The models of a route whose providers are set up. */
@Component
final class RoutedModels implements ReachableModels {
    private final Routes routes;
    private final Providers providers;

    RoutedModels(Routes routes, Providers providers) {
        this.routes = routes;
        this.providers = providers;
    }

    @Override
    public List<ModelName> of(TenantId tenant, String model) {
        return routes.of(tenant, model).models().stream()
                .filter(link -> providers.find(tenant, link.provider()).isPresent())
                .map(link -> new ModelName(link.provider(), link.model()))
                .toList();
    }
}
