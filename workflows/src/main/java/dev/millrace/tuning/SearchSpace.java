package dev.millrace.tuning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a study looks: the domains of parameters by algorithm and name. What is not named keeps its default. */
public record SearchSpace(@JsonValue Map<String, Map<String, Domain>> algorithms) {
    private static final int MOST_ALGORITHMS = 100;
    private static final int MOST_PARAMETERS = 100;
    private static final int MOST_CONDITIONS = 10;
    private static final int MOST_VALUES = 100;

    /** @throws Problem with a violation for each domain that cannot be searched */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SearchSpace {
        if (algorithms.size() > MOST_ALGORITHMS) {
            throw Problem.invalid("/search_space", "search_space names up to " + MOST_ALGORITHMS + " algorithms");
        }
        Map<String, Map<String, Domain>> copy = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        algorithms.forEach((algorithm, parameters) -> {
            Map<String, Domain> given = parameters == null ? Map.of() : parameters;
            check("/search_space/" + escaped(algorithm), given, violations);
            copy.put(algorithm, Collections.unmodifiableMap(new LinkedHashMap<>(given)));
        });
        if (!violations.isEmpty()) {
            throw new Problem(ProblemType.INVALID, violations.getFirst().detail(), violations);
        }
        algorithms = Collections.unmodifiableMap(copy);
    }

    /** This one, with the algorithms that the other names searched as that says. */
    public SearchSpace with(SearchSpace other) {
        Map<String, Map<String, Domain>> both = new LinkedHashMap<>(algorithms);
        both.putAll(other.algorithms());
        return new SearchSpace(both);
    }

    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static void check(String pointer, Map<String, Domain> parameters, List<Violation> violations) {
        if (parameters.size() > MOST_PARAMETERS) {
            violations.add(new Violation(pointer, "an algorithm has up to " + MOST_PARAMETERS + " parameters"));
            return;
        }
        parameters.forEach((name, domain) -> {
            String at = pointer + "/" + escaped(name);
            if (domain == null) {
                violations.add(new Violation(at, name + " needs a range: {type: int|float|categorical, …}"));
            } else {
                domain.fault().ifPresent(fault -> violations.add(new Violation(at, name + " " + fault)));
                conditionFault(name, domain, parameters)
                        .forEach(fault -> violations.add(new Violation(at + "/when", name + " " + fault)));
            }
        });
    }

    private static List<String> conditionFault(String name, Domain domain, Map<String, Domain> parameters) {
        List<String> faults = new ArrayList<>();
        if (domain.when().size() > MOST_CONDITIONS
                || domain.when().values().stream().anyMatch(values -> values.size() > MOST_VALUES)) {
            faults.add("depends on more than " + MOST_CONDITIONS + " others, or on more than " + MOST_VALUES
                    + " values of one");
            return faults;
        }
        domain.when().forEach((other, values) -> {
            Domain parent = parameters.get(other);
            if (parent == null) {
                faults.add("depends on " + other + ", which is not searched for the same algorithm");
            } else if (parent.fault().isEmpty()
                    && (values.isEmpty() || !values.stream().allMatch(parent::holds))) {
                faults.add("depends on values of " + other + " that are never tried");
            }
        });
        if (dependsOnItself(name, parameters)) {
            faults.add("depends on itself");
        }
        return faults;
    }

    private static boolean dependsOnItself(String name, Map<String, Domain> parameters) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(parents(name, parameters));
        while (!open.isEmpty()) {
            String parent = open.removeLast();
            if (parent.equals(name)) {
                return true;
            }
            if (seen.add(parent)) {
                open.addAll(parents(parent, parameters));
            }
        }
        return false;
    }

    private static Set<String> parents(String name, Map<String, Domain> parameters) {
        Domain domain = parameters.get(name);
        return domain == null ? Set.of() : domain.when().keySet();
    }
}
