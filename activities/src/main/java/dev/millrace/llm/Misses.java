package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderFailure;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the links of a route said instead of answering, and what that means to the caller. */
final class Misses {
    /** Another provider, or the same one later, would say the same. */
    private static final Set<Kind> FINAL = Set.of(Kind.INVALID, Kind.REFUSED);

    private static final Set<Kind> HEALED_BY_TIME =
            Set.of(Kind.RATE_LIMITED, Kind.UNAVAILABLE, Kind.TIMEOUT, Kind.BAD_ANSWER);

    private final String model;
    private final List<Link> missing = new ArrayList<>();
    private final List<Miss> misses = new ArrayList<>();

    Misses(String model) {
        this.model = model;
    }

    void notSetUp(Link link) {
        missing.add(link);
    }

    /** @throws Problem when no other link is to be asked */
    void add(Link link, ProviderFailure failure) {
        misses.add(new Miss(link, failure));
        if (FINAL.contains(failure.kind())) {
            throw new Problem(
                    failure.kind() == Kind.REFUSED ? ProblemType.GUARDRAIL : ProblemType.INVALID,
                    link + ": " + failure.getMessage());
        }
    }

    /** Whether anybody was asked in vain. */
    boolean any() {
        return !misses.isEmpty();
    }

    /** Whether a shorter text might be answered, so that nothing else may stand in. */
    boolean tooLong() {
        return misses.stream().anyMatch(miss -> miss.failure.kind() == Kind.CONTEXT_TOO_LONG)
                && misses.stream().noneMatch(miss -> HEALED_BY_TIME.contains(miss.failure.kind()));
    }

    Problem problem() {
        if (tooLong()) {
            return new Problem(ProblemType.CONTEXT_TOO_LONG, described());
        }
        List<Miss> passing = misses.stream()
                .filter(miss -> HEALED_BY_TIME.contains(miss.failure.kind()))
                .toList();
        return passing.isEmpty()
                ? new Problem(ProblemType.NO_MODEL, misses.isEmpty() ? nothing() : described())
                : Problem.unavailable(described(), wait(passing).orElse(null));
    }

    /** The smallest that was named. */
    private static Optional<Duration> wait(List<Miss> passing) {
        return passing.stream()
                .map(miss -> miss.failure.retryAfter())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private String described() {
        return "no model of `" + model + "` has answered: "
                + misses.stream()
                        .map(miss -> miss.link + ": " + miss.failure.getMessage())
                        .collect(Collectors.joining("; "));
    }

    private String nothing() {
        String leads = missing.isEmpty()
                ? "`" + model + "` leads to no language model"
                : "`" + model + "` leads to "
                        + missing.stream().map(Link::toString).collect(Collectors.joining(", "))
                        + ", of which no provider is set up";
        return leads + "; set one of " + String.join(", ", Providers.variables())
                + ", or give the workspace a provider (PUT /api/v1/llm/providers/{name})";
    }

    private record Miss(Link link, ProviderFailure failure) {}
}
