package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What closed deals teach beside their traits: how long they took, and what was done in them. */
record Outcomes(Cohort deals, Map<String, Set<String>> kinds) {
    /** The kinds of the newest activities, by the deal that they name. */
    static Outcomes of(Records records) {
        Map<String, Set<String>> kinds = new HashMap<>();
        for (Entity activity : records.past(EntityType.ACTIVITY)) {
            Facts facts = new Facts(activity);
            facts.text("deal_id")
                    .ifPresent(deal -> facts.text("kind")
                            .ifPresent(kind -> kinds.computeIfAbsent(deal, id -> new HashSet<>())
                                    .add(kind.toLowerCase(Locale.ROOT))));
        }
        return new Outcomes(Cohort.ofDeals(records), kinds);
    }

    /** How deals with an activity of this kind ended, beside those with activities but none of it. */
    record Practice(String kind, Cohort.Rate with, Cohort.Rate without) {
        double lift() {
            return with.probability() - without.probability();
        }

        /** With its article. */
        String named() {
            return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
        }

        @Override
        public String toString() {
            return with + " deals with " + named() + " were won, " + without + " without";
        }
    }

    /** The practices that go along with winning, the strongest first. */
    List<Practice> practices() {
        Set<String> all = new TreeSet<>();
        kinds.values().forEach(all::addAll);
        return all.stream()
                .map(this::practice)
                .filter(practice -> practice.with().of() >= Cohort.ENOUGH
                        && practice.without().of() >= Cohort.ENOUGH)
                .filter(practice -> practice.lift() > 0)
                .sorted(Comparator.comparingDouble((Practice practice) -> -practice.lift()))
                .toList();
    }

    private Practice practice(String kind) {
        int[] with = new int[2];
        int[] without = new int[2];
        for (Cohort.Case one : deals.cases()) {
            Set<String> done = kinds.getOrDefault(one.facts().entity().id(), Set.of());
            if (!done.isEmpty()) {
                int[] counts = done.contains(kind) ? with : without;
                counts[0]++;
                counts[1] += one.yes() ? 1 : 0;
            }
        }
        return new Practice(
                kind, new Cohort.Rate(kind, with[1], with[0]), new Cohort.Rate(kind, without[1], without[0]));
    }

    /** The days from the creation to the close of won deals. */
    List<BigDecimal> daysToWin() {
        List<BigDecimal> days = new ArrayList<>();
        for (Cohort.Case one : deals.cases()) {
            Optional<Instant> created = one.facts().time("created");
            Optional<Instant> closed = one.facts().time("closed");
            if (one.yes()
                    && created.isPresent()
                    && closed.isPresent()
                    && !closed.get().isBefore(created.get())) {
                days.add(BigDecimal.valueOf(
                        Duration.between(created.get(), closed.get()).toDays()));
            }
        }
        return days;
    }
}
