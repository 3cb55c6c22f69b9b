package dev.millrace.tuning;

import dev.millrace.training.Task;
import dev.millrace.training.algorithm.Algorithms;
import dev.millrace.training.algorithm.Hyperparameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a study looks when it is not told: the ranges that the algorithms give for their parameters. */
public final class DefaultSpaces {
    private DefaultSpaces() {}

    /**
     * What was given, and the default ranges of the algorithms that nothing was given for.
     *
     * @throws dev.millrace.problems.Problem when there is no such algorithm
     */
    public static SearchSpace complete(
            List<String> algorithms, Task task, @Nullable Map<String, Map<String, Domain>> given) {
        Map<String, Map<String, Domain>> spaces = new LinkedHashMap<>();
        algorithms.forEach(algorithm -> {
            Map<String, Domain> own = given == null ? null : given.get(algorithm);
            spaces.put(algorithm, own == null ? of(algorithm, task) : own);
        });
        if (given != null) {
            given.forEach(spaces::putIfAbsent);
        }
        return new SearchSpace(spaces);
    }

    static Map<String, Domain> of(String algorithm, Task task) {
        Map<String, Domain> space = new LinkedHashMap<>();
        Algorithms.builtIn()
                .require(algorithm, task)
                .hyperparameters()
                .all()
                .forEach(parameter -> add(space, parameter));
        return space;
    }

    private static void add(Map<String, Domain> space, Hyperparameter parameter) {
        switch (parameter) {
            case Hyperparameter.Whole whole -> {
                Hyperparameter.Range range = whole.search();
                if (range != null) {
                    space.put(
                            whole.name(),
                            new Domain.Whole((int) range.low(), (int) range.high(), 1, range.log(), Map.of()));
                }
            }
            case Hyperparameter.Real real -> addReal(space, real.name(), real.search());
            case Hyperparameter.RealOrWord either -> addReal(space, either.name(), either.search());
            case Hyperparameter.Choice choice -> {
                if (choice.searched()) {
                    space.put(choice.name(), new Domain.Choice(List.copyOf(choice.choices()), Map.of()));
                }
            }
        }
    }

    private static void addReal(Map<String, Domain> space, String name, Hyperparameter.@Nullable Range range) {
        if (range != null) {
            space.put(name, new Domain.Real(range.low(), range.high(), null, range.log(), Map.of()));
        }
    }
}
