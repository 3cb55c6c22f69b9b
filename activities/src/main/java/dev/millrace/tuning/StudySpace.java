package dev.millrace.tuning;

import dev.millrace.tuning.search.Dimension;
import dev.millrace.tuning.search.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search space as samplers see it. With several algorithms, the first dimension chooses one, and the names of the others
 * begin with the algorithm that they belong to.
 */
public record StudySpace(SearchSpace space) {
    private static final String ALGORITHM = "algorithm";

    public Space dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        if (several()) {
            dimensions.add(new Dimension(
                    ALGORITHM, new Domain.Choice(List.copyOf(space.algorithms().keySet()), Map.of()), Map.of()));
        }
        space.algorithms().forEach((algorithm, parameters) -> add(algorithm, parameters, dimensions));
        return new Space(dimensions);
    }

    /** The point that the candidate is; with another algorithm than there is, one outside of the space. */
    public Map<String, Object> point(Candidate candidate) {
        Map<String, Object> point = new LinkedHashMap<>();
        if (several()) {
            point.put(ALGORITHM, candidate.algorithm());
        }
        candidate.parameters().forEach((name, value) -> point.put(name(candidate.algorithm(), name), value));
        return point;
    }

    public Candidate candidate(Map<String, Object> point) {
        String algorithm = several()
                ? (String) point.getOrDefault(ALGORITHM, "")
                : space.algorithms().keySet().iterator().next();
        Map<String, Object> parameters = new LinkedHashMap<>();
        space.algorithms().getOrDefault(algorithm, Map.of()).keySet().forEach(name -> {
            Object value = point.get(name(algorithm, name));
            if (value != null) {
                parameters.put(name, value);
            }
        });
        return new Candidate(algorithm, parameters);
    }

    private void add(String algorithm, Map<String, Domain> parameters, List<Dimension> dimensions) {
        Map<String, Domain> open = new LinkedHashMap<>(parameters);
        while (!open.isEmpty()) {
            Map.Entry<String, Domain> next = open.entrySet().stream()
                    .filter(entry -> entry.getValue().when().keySet().stream().noneMatch(open::containsKey))
                    .findFirst()
                    .orElseThrow();
            open.remove(next.getKey());
            dimensions.add(dimension(algorithm, next.getKey(), next.getValue()));
        }
    }

    private Dimension dimension(String algorithm, String name, Domain domain) {
        Map<String, List<Object>> when = new LinkedHashMap<>();
        if (several()) {
            when.put(ALGORITHM, List.of(algorithm));
        }
        domain.when().forEach((other, values) -> when.put(name(algorithm, other), values));
        return new Dimension(name(algorithm, name), domain, when);
    }

    private String name(String algorithm, String parameter) {
        return several() ? algorithm + "." + parameter : parameter;
    }

    private boolean several() {
        return space.algorithms().size() > 1;
    }
}
