package dev.millrace.training.algorithm;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks given settings against what an algorithm takes. */
final class HyperparameterCheck {
    private HyperparameterCheck() {}

    static HyperparameterValues resolve(
            Hyperparameters hyperparameters, Map<String, ? extends @Nullable Object> given) {
        List<Violation> violations = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Hyperparameter parameter : hyperparameters.all()) {
            Object value = given.get(parameter.name());
            Optional<Object> checked =
                    value == null ? Optional.ofNullable(parameter.byDefault()) : check(parameter, value);
            if (value != null && checked.isEmpty()) {
                violations.add(violation(parameter.name(), allowed(parameter) + ", not " + shown(value)));
            }
            values.put(parameter.name(), checked.orElse(null));
        }
        String known = hyperparameters.all().stream().map(Hyperparameter::name).collect(Collectors.joining(", "));
        given.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> violations.add(violation(name, "is not a hyperparameter here; there are " + known)));
        if (!violations.isEmpty()) {
            throw new Problem(ProblemType.INVALID, violations.getFirst().detail(), violations);
        }
        return new HyperparameterValues(values);
    }

    private static Optional<Object> check(Hyperparameter parameter, Object value) {
        return switch (parameter) {
            case Hyperparameter.Whole whole ->
                number(value)
                        .filter(n -> n == Math.rint(n) && n >= whole.min() && n <= whole.max())
                        .map(Double::intValue);
            case Hyperparameter.Real real ->
                number(value)
                        .filter(n -> (real.aboveMin() ? n > real.min() : n >= real.min()) && n <= real.max())
                        .map(n -> n);
            case Hyperparameter.RealOrWord either ->
                value instanceof String word
                        ? Optional.<Object>of(word).filter(either.words()::contains)
                        : number(value)
                                .filter(n -> n > either.above() && n <= either.max())
                                .map(n -> n);
            case Hyperparameter.Choice choice ->
                value instanceof String word && choice.choices().contains(word) ? Optional.of(word) : Optional.empty();
        };
    }

    private static Optional<Double> number(Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static String allowed(Hyperparameter parameter) {
        return switch (parameter) {
            case Hyperparameter.Whole whole ->
                "takes a whole number from " + whole.min() + " to " + whole.max()
                        + (whole.byDefault() == null ? ", or null" : "");
            case Hyperparameter.Real real ->
                "takes a number " + (real.aboveMin() ? "above " : "from ") + shown(real.min()) + " to "
                        + shown(real.max());
            case Hyperparameter.RealOrWord either ->
                "takes a number above " + shown(either.above()) + " to " + shown(either.max()) + ", or one of "
                        + String.join(", ", either.words());
            case Hyperparameter.Choice choice -> "takes one of " + String.join(", ", choice.choices());
        };
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static Violation violation(String name, String detail) {
        String pointer = name.replace("~", "~0").replace("/", "~1");
        return new Violation("/hyperparameters/" + pointer, name + " " + detail);
    }
}
