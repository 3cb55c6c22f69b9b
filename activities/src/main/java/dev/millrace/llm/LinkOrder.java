package dev.millrace.llm;

import dev.millrace.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** In which order a route's models are asked. */
@Component
final class LinkOrder {
    /** Questions are longer than answers, by about as much in most uses. */
    private static final BigDecimal INPUT_SHARE = BigDecimal.valueOf(3);
    /** Dearer than all that is known. */
    private static final BigDecimal UNKNOWN = new BigDecimal(Long.MAX_VALUE);

    private final Providers providers;
    private final ObjectProvider<Prices> prices;

    LinkOrder(Providers providers, ObjectProvider<Prices> prices) {
        this.providers = providers;
        this.prices = prices;
    }

    List<Link> of(TenantId tenant, Route route) {
        List<Link> links = route.models();
        return switch (route.choice()) {
            case ORDERED -> links;
            case CHEAPEST -> sorted(links, link -> price(link).orElse(UNKNOWN));
            case FASTEST -> sorted(links, link -> latency(tenant, link));
        };
    }

    private Optional<BigDecimal> price(Link link) {
        return Optional.ofNullable(prices.getIfAvailable())
                .flatMap(known -> known.of(link.provider(), link.model()))
                .map(price -> price.inputPerMillion().multiply(INPUT_SHARE).add(price.outputPerMillion()));
    }

    private Duration latency(TenantId tenant, Link link) {
        return providers
                .find(tenant, link.provider())
                .flatMap(provider -> provider.record().latency(link.model()))
                .orElse(Duration.ZERO);
    }

    /** Each key is looked up once, since latencies change meanwhile; equal ones stay as they are written. */
    private static <K extends Comparable<? super K>> List<Link> sorted(List<Link> links, Function<Link, K> key) {
        Map<Link, K> keys = links.stream().collect(Collectors.toMap(Function.identity(), key));
        return links.stream().sorted(Comparator.comparing(keys::get)).toList();
    }
}
