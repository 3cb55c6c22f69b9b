package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How often and how lately there was contact: activities that have a time and are not in the future. Newest first. */
record Engagement(List<Dated> activities, Instant now) {
    /** Longer than that without contact is worth a word. */
    static final int SILENT_DAYS = 14;

    record Dated(Instant at, Facts facts) {}

    static Engagement of(List<Entity> activities, Instant now) {
        return new Engagement(
                activities.stream()
                        .map(Facts::new)
                        .flatMap(facts -> facts.time("at").map(at -> new Dated(at, facts)).stream())
                        .filter(dated -> !dated.at().isAfter(now))
                        .sorted(Comparator.comparing(Dated::at).reversed())
                        .toList(),
                now);
    }

    Optional<Dated> last() {
        return activities.stream().findFirst();
    }

    Optional<Long> silentDays() {
        return last().map(dated -> Duration.between(dated.at(), now).toDays());
    }

    /** How many there were from {@code from} days ago, up to {@code to} days ago. */
    long between(int from, int to) {
        Instant first = now.minus(Duration.ofDays(from));
        Instant last = now.minus(Duration.ofDays(to));
        return activities.stream()
                        .filter(dated ->
                                !dated.at().isBefore(first) && dated.at().isBefore(last))
                        .count()
                + (to == 0
                        ? activities.stream()
                                .filter(dated -> dated.at().equals(now))
                                .count()
                        : 0);
    }

    /** Kinds of activity by how often they occur, the most frequent first. */
    Map<String, Long> kinds() {
        Map<String, Long> counts = activities.stream()
                .flatMap(dated -> dated.facts().text("kind").stream())
                .map(kind -> kind.toLowerCase(Locale.ROOT))
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(kind -> sorted.put(kind.getKey(), kind.getValue()));
        return sorted;
    }

    static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
