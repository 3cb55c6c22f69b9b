package dev.millrace.llm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Which route a name leads to: the tenant's own, else the configuration's, else, for {@code default}, {@code fast} and
 * {@code smart}, one model of each provider that the environment has credentials for, then {@code local}.
 */
@Component
public final class Routes {
    private final TenantSetups tenants;
    private final InstalledProviders installed;
    private final Map<String, Route> configured;

    Routes(TenantSetups tenants, InstalledProviders installed, ConfiguredRoutes configured) {
        this.tenants = tenants;
        this.installed = installed;
        this.configured = configured.routes();
    }

    /**
     * @param model a route's name, or {@code provider/model}, or {@code local}
     * @throws Problem NOT_FOUND when there is no such route, INVALID when it is no name of one
     */
    public Route of(TenantId tenant, String model) {
        if (model.contains("/") || model.equals(LocalAnswer.PROVIDER)) {
            return new Route(List.of(Link.parse(model)), Choice.ORDERED, Route.USUAL_TIMEOUT);
        }
        return named(tenant, model)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "there is no route '" + model.substring(0, Math.min(model.length(), 80)) + "'; there are "
                                + String.join(", ", all(tenant).keySet()) + ", and `provider/model`"));
    }

    /** All that have a name, by it. */
    public Map<String, NamedRoute> all(TenantId tenant) {
        Map<String, NamedRoute> all = new TreeMap<>();
        for (UsualRoute usual : UsualRoute.values()) {
            all.put(usual.wire(), new NamedRoute(usual.wire(), usual(usual), Origin.ENVIRONMENT));
        }
        configured.forEach((name, route) -> all.put(name, new NamedRoute(name, route, Origin.CONFIGURATION)));
        tenants.of(tenant)
                .routes()
                .forEach((name, route) -> all.put(name, new NamedRoute(name, route, Origin.WORKSPACE)));
        return all;
    }

    private Optional<Route> named(TenantId tenant, String name) {
        return Optional.ofNullable(tenants.of(tenant).routes().get(name))
                .or(() -> Optional.ofNullable(configured.get(name)))
                .or(() -> UsualRoute.named(name).map(this::usual));
    }

    private Route usual(UsualRoute usual) {
        List<Link> links = new ArrayList<>(installed.links(usual));
        links.add(Link.LOCAL);
        return new Route(links, Choice.ORDERED, Route.USUAL_TIMEOUT);
    }

    /** Who has written a route. */
    public enum Origin {
        @JsonProperty("environment")
        ENVIRONMENT,
        @JsonProperty("configuration")
        CONFIGURATION,
        @JsonProperty("workspace")
        WORKSPACE
    }

    /** A route and its name. */
    public record NamedRoute(String name, Route route, Origin origin) {}
}
