package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Past cases that have ended, and how those ended that are like a given one. */
final class Cohort {
    /** The newest records of a type that are looked at. */
    static final int MOST = 5_000;
    /** What is looked at of them. */
    static final List<String> READS = List.of(
            "industry",
            "source",
            "country",
            "employees",
            "amount",
            "product",
            "competitor",
            "plan",
            "open_tickets",
            "status",
            "converted",
            "churned",
            "created",
            "closed",
            "deal_id",
            "kind");
    /** Fewer say nothing about others. */
    static final int ENOUGH = 8;

    private static final double NOTEWORTHY = 0.1;

    private final String what;
    private final List<Case> cases;
    private final Map<String, Function<Facts, Optional<String>>> traits;

    private Cohort(String what, List<Case> cases, Map<String, Function<Facts, Optional<String>>> traits) {
        this.what = what;
        this.cases = cases;
        this.traits = traits;
    }

    /** Leads of which it is known whether they converted. */
    static Cohort ofLeads(Records records) {
        Map<String, Function<Facts, Optional<String>>> traits = new LinkedHashMap<>();
        traits.put("industry", facts -> facts.text("industry"));
        traits.put("source", facts -> facts.text("source"));
        traits.put("size", facts -> facts.number("employees").map(Cohort::employees));
        traits.put("country", facts -> facts.text("country"));
        return new Cohort(
                "closed leads", cases(records.past(EntityType.LEAD), facts -> facts.flag("converted")), traits);
    }

    /** Deals that were won or lost. */
    static Cohort ofDeals(Records records) {
        Map<String, Function<Facts, Optional<String>>> traits = new LinkedHashMap<>();
        traits.put("industry", facts -> facts.text("industry"));
        traits.put("source", facts -> facts.text("source"));
        traits.put("amount", facts -> facts.number("amount").map(Cohort::money));
        traits.put("product", facts -> facts.text("product"));
        traits.put("competitor", facts -> facts.text("competitor"));
        return new Cohort("closed deals", cases(records.past(EntityType.DEAL), Cohort::won), traits);
    }

    /** Customers of which it is known whether they left: here the outcome is that they did. */
    static Cohort ofCustomers(Records records) {
        Map<String, Function<Facts, Optional<String>>> traits = new LinkedHashMap<>();
        traits.put("plan", facts -> facts.text("plan"));
        traits.put("industry", facts -> facts.text("industry"));
        traits.put("size", facts -> facts.number("employees").map(Cohort::employees));
        traits.put(
                "open tickets",
                facts -> facts.number("open_tickets").map(count -> count.signum() == 0 ? "none" : "some"));
        return new Cohort(
                "customers", cases(records.past(EntityType.CUSTOMER), facts -> facts.flag("churned")), traits);
    }

    static Optional<Boolean> won(Facts deal) {
        return deal.text("status").filter(status -> !status.equals("open")).map("won"::equals);
    }

    private static List<Case> cases(List<Entity> entities, Function<Facts, Optional<Boolean>> outcome) {
        List<Case> cases = new ArrayList<>();
        for (Entity entity : entities) {
            Facts facts = new Facts(entity);
            outcome.apply(facts).ifPresent(ended -> cases.add(new Case(facts, ended)));
        }
        return cases;
    }

    /** An ended case; {@code yes} is that it was won, or converted. */
    record Case(Facts facts, boolean yes) {}

    /** {@code yes} of {@code of} cases that share {@code traits}. */
    record Rate(String traits, int yes, int of) {
        /** By Laplace's rule of succession, so that few cases are never certain. */
        double probability() {
            return (yes + 1.0) / (of + 2.0);
        }

        @Override
        public String toString() {
            return yes + " of " + of;
        }
    }

    String what() {
        return what;
    }

    List<Case> cases() {
        return cases;
    }

    Rate overall() {
        return rate("", one -> true);
    }

    /** Those that share the most traits with it, {@link #ENOUGH} at least; all of them, if they are enough; else empty. */
    Optional<Rate> like(Entity entity) {
        List<Trait> known = traits(entity);
        Cohort others = without(entity);
        return IntStream.range(0, 1 << known.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer subset) -> -Integer.bitCount(subset))
                        .thenComparing(Comparator.naturalOrder()))
                .map(subset -> others.rate(known, subset))
                .filter(rate -> rate.of() >= ENOUGH)
                .findFirst();
    }

    /** How a case ended is no reason for how it ends. */
    private Cohort without(Entity entity) {
        return new Cohort(
                what,
                cases.stream()
                        .filter(one -> !one.facts().entity().ref().equals(entity.ref()))
                        .toList(),
                traits);
    }

    private Rate rate(List<Trait> known, int subset) {
        List<Trait> shared = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if ((subset >> i & 1) == 1) {
                shared.add(known.get(i));
            }
        }
        return rate(
                String.join(", ", shared.stream().map(Trait::words).toList()),
                one -> shared.stream().allMatch(trait -> trait.isOf(one.facts())));
    }

    /** Each trait whose cases ended clearly more or less often so than all did: {@code up} says which are asked for. */
    List<Rate> telling(Entity entity, boolean up) {
        double base = overall().probability();
        Cohort others = without(entity);
        return traits(entity).stream()
                .map(trait -> others.rate(trait.words(), one -> trait.isOf(one.facts())))
                .filter(rate -> rate.of() >= ENOUGH)
                .filter(rate -> up ? rate.probability() >= base + NOTEWORTHY : rate.probability() <= base - NOTEWORTHY)
                .sorted(Comparator.comparingDouble((Rate rate) -> -Math.abs(rate.probability() - base)))
                .toList();
    }

    private Rate rate(String words, Predicate<Case> shares) {
        int of = 0;
        int yes = 0;
        for (Case one : cases) {
            if (shares.test(one)) {
                of++;
                yes += one.yes() ? 1 : 0;
            }
        }
        return new Rate(words, yes, of);
    }

    private List<Trait> traits(Entity entity) {
        Facts facts = new Facts(entity);
        return traits.entrySet().stream()
                .map(trait -> trait.getValue()
                        .apply(facts)
                        .map(value -> new Trait(trait.getKey(), value, trait.getValue()))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private record Trait(String name, String value, Function<Facts, Optional<String>> reading) {
        boolean isOf(Facts facts) {
            @Nullable String other = reading.apply(facts).orElse(null);
            return other != null && other.equalsIgnoreCase(value);
        }

        String words() {
            return name + " " + value;
        }
    }

    static String employees(BigDecimal count) {
        return band(
                count, new long[] {50, 250, 1_000}, new String[] {"below 50", "50 to 249", "250 to 999", "1000 or more"
                });
    }

    static String money(BigDecimal amount) {
        return band(amount, new long[] {10_000, 50_000, 250_000}, new String[] {
            "below 10000", "10000 to 49999", "50000 to 249999", "250000 or more"
        });
    }

    private static String band(BigDecimal value, long[] borders, String[] names) {
        int band = 0;
        while (band < borders.length && value.compareTo(BigDecimal.valueOf(borders[band])) >= 0) {
            band++;
        }
        return names[band];
    }
}
