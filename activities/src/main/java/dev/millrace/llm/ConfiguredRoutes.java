package dev.millrace.llm;

import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** {@code millrace.llm.routes.<name>.links|choice|timeout}. */
record ConfiguredRoutes(Map<String, Route> routes) {
    private static final String PREFIX = "millrace.llm.routes";

    /** @throws IllegalStateException when one is no route; the installation does not start with it */
    static ConfiguredRoutes of(Environment environment) {
        Map<String, Written> written = Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, Written.class))
                .orElse(Map.of());
        return new ConfiguredRoutes(written.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> route(entry.getKey(), entry.getValue()))));
    }

    private static Route route(String name, Written written) {
        try {
            return new Route(
                    written.links().stream().map(Link::parse).toList(),
                    written.choice() == null ? Choice.ORDERED : written.choice(),
                    written.timeout() == null ? Route.USUAL_TIMEOUT : written.timeout());
        } catch (Problem notARoute) {
            throw new IllegalStateException(PREFIX + "." + name + ": " + notARoute.detail(), notARoute);
        }
    }

    /** As Spring reads it. */
    record Written(
            List<String> links,
            @Nullable Choice choice,
            @Nullable Duration timeout) {
        Written {
            links = links == null ? List.of() : links;
        }
    }
}
