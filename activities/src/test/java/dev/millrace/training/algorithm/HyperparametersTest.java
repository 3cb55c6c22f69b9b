package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.training.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HyperparametersTest {
    private final Hyperparameters forest = new RandomForest().hyperparameters();

    static List<Algorithm> algorithms() {
        return Algorithms.builtIn().all();
    }

    @Test
    void fillsInDefaults() {
        HyperparameterValues values = forest.resolve(Map.of("trees", 7));

        assertThat(values.whole("trees")).isEqualTo(7);
        assertThat(values.whole("min_samples_leaf")).isEqualTo(1);
        assertThat(values.whole("max_depth", 99)).isEqualTo(99);
        assertThat(values.word("split_rule")).isEqualTo("gini");
    }

    @Test
    void takesWholeNumbersThatCameAsFractions() {
        assertThat(forest.resolve(Map.of("trees", 7.0)).whole("trees")).isEqualTo(7);
    }

    @Test
    void takesNullForTheDefault() {
        Map<String, Object> given = new HashMap<>();
        given.put("trees", null);

        assertThat(forest.resolve(given).whole("trees")).isEqualTo(100);
    }

    @Test
    void takesAWordInTheNumbersPlace() {
        Hyperparameters svm = new SupportVectorMachine().hyperparameters();

        assertThat(svm.resolve(Map.of("gamma", "auto")).word("gamma")).isEqualTo("auto");
        assertThat(svm.resolve(Map.of("gamma", 2)).number("gamma")).hasValue(2);
        assertThat(refusal(svm, Map.of("gamma", "most"))).hasMessageContaining("or one of scale, auto");
        assertThat(refusal(svm, Map.of("gamma", 0))).hasMessageContaining("a number above 0");
    }

    @Test
    void namesEverySettingThatIsWrongAndWhatIsAllowed() {
        Problem problem = refusal(forest, Map.of("trees", 0, "split_rule", "best", "max_samples", 0, "tress", 3));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem.violations())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/hyperparameters/trees",
                        "/hyperparameters/split_rule",
                        "/hyperparameters/max_samples",
                        "/hyperparameters/tress");
        assertThat(problem.violations())
                .extracting(Violation::detail)
                .contains("trees takes a whole number from 1 to 5000, not 0")
                .anyMatch(detail -> detail.startsWith("tress is not a hyperparameter here; there are trees, "));
    }

    @Test
    void refusesValuesOfAnotherType() {
        for (Object value : List.of("many", true, 1.5, 1e12, Double.NaN, List.of(1))) {
            assertThat(refusal(forest, Map.of("trees", value)).violations()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    @SuppressWarnings("unchecked")
    void everySchemaHasDefaultsThatTheAlgorithmTakes(Algorithm algorithm) {
        Map<String, Object> schema = algorithm.hyperparameters().jsonSchema();
        Map<String, Map<String, Object>> properties =
                (Map<String, Map<String, Object>>) Objects.requireNonNull(schema.get("properties"));
        Map<String, Object> defaults = new HashMap<>();
        properties.forEach((name, property) -> defaults.put(name, property.get("default")));

        assertThat(algorithm.hyperparameters().resolve(defaults).asMap()).isEqualTo(defaults);
        assertThat(properties.isEmpty() || properties.values().stream().anyMatch(one -> one.containsKey("search")))
                .isTrue();
        assertThat(schema).containsEntry("additionalProperties", false);
    }

    @Test
    void namesTheAlgorithmsThatThereAre() {
        Problem unknown =
                catchThrowableOfType(Problem.class, () -> Algorithms.builtIn().require("magic", Task.REGRESSION));
        Problem unfit =
                catchThrowableOfType(Problem.class, () -> Algorithms.builtIn().require("ridge", Task.CLASSIFICATION));

        assertThat(unknown.detail())
                .contains("no algorithm magic")
                .contains("for regression there are decision_tree, random_forest,");
        assertThat(unfit.detail()).contains("ridge does not do classification");
        assertThat(unfit.violations()).extracting(Violation::pointer).containsExactly("/algorithm");
    }

    private static Problem refusal(Hyperparameters hyperparameters, Map<String, Object> given) {
        return catchThrowableOfType(Problem.class, () -> hyperparameters.resolve(given));
    }
}
