package dev.millrace.llm.spending;

import dev.millrace.llm.Prices;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prices by provider and model: the first entry that fits holds. */
final class PriceTable implements Prices {
    private final List<Entry> entries;
    private final Clock clock;

    PriceTable(List<Entry> entries, Clock clock) {
        this.entries = List.copyOf(entries);
        this.clock = clock;
    }

    /** {@code until} is the last day, in UTC, on which it holds. */
    record Entry(
            Wildcard provider,
            List<Wildcard> models,
            Rate rate,
            @Nullable LocalDate until) {
        private boolean fits(String name, String model, LocalDate today) {
            return provider.matches(name)
                    && (until == null || !today.isAfter(until))
                    && models.stream().anyMatch(pattern -> pattern.matches(model));
        }
    }

    @Override
    public Optional<Price> of(String provider, String model) {
        return rate(provider, model).map(Rate::price);
    }

    Optional<Rate> rate(String provider, String model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return entries.stream()
                .filter(entry -> entry.fits(provider, model, today))
                .map(Entry::rate)
                .findFirst();
    }
}
