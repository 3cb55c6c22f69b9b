package dev.millrace.llm;

import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Which models may answer, and how long they may take together. */
public record Route(List<Link> links, Choice choice, Duration timeout) {
    public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(2);

    private static final int MOST_LINKS = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public Route {
        if (links == null || links.isEmpty() || links.size() > MOST_LINKS) {
            throw Problem.invalid("/links", "a route has 1 to " + MOST_LINKS + " links");
        }
        if (new HashSet<>(links).size() < links.size()) {
            throw Problem.invalid("/links", "a route holds each link once");
        }
        links = List.copyOf(links);
        choice = choice == null ? Choice.ORDERED : choice;
        timeout = timeout == null ? USUAL_TIMEOUT : timeout;
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw Problem.invalid("/timeout", "a route's timeout lies between " + SHORTEST + " and " + LONGEST);
        }
    }

    /** The links that lead to language models. */
    List<Link> models() {
        return links.stream().filter(link -> !link.isLocal()).toList();
    }

    boolean endsLocally() {
        return links.contains(Link.LOCAL);
    }
}
