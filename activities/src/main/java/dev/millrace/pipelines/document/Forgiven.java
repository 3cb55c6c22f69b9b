package dev.millrace.pipelines.document;

import com.networknt.schema.Error;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.millrace.problems.schema.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out what a schema says about samples, all but that their type is wrong. */
final class Forgiven {
    private static final Set<String> CHOICES = Set.of("oneOf", "anyOf");
    private static final Set<String> BY_CONTENT = Set.of("uniqueItems", "contains", "not", "minItems", "maxItems");

    private final Map<String, CelType> samples;

    private Forgiven(Map<String, CelType> samples) {
        this.samples = samples;
    }

    static List<Error> of(List<Error> errors, Map<String, CelType> samples) {
        return samples.isEmpty() ? errors : new Forgiven(samples).filter(errors);
    }

    private List<Error> filter(List<Error> errors) {
        List<Error> kept = new ArrayList<>(errors.stream().filter(this::counts).toList());
        for (String choice : Choices.all(errors)) {
            if (holds(choice, errors, kept)) {
                kept.removeIf(error -> Choices.within(error, choice));
            }
        }
        return kept;
    }

    /** Whether some alternative has nothing left against it. */
    private boolean holds(String choice, List<Error> all, List<Error> kept) {
        List<Error> several = all.stream()
                .filter(error -> Choices.path(error).equals(choice) && Choices.several(error))
                .toList();
        return several.isEmpty()
                ? !Choices.alternatives(choice, kept).containsAll(Choices.alternatives(choice, all))
                : several.stream().anyMatch(error -> holdsSample(Choices.place(error)));
    }

    private boolean counts(Error error) {
        String place = Choices.place(error);
        if (BY_CONTENT.contains(error.getKeyword()) && holdsSample(place)) {
            return false;
        }
        CelType type = sampleAt(place);
        return type == null
                || CHOICES.contains(error.getKeyword())
                || (error.getKeyword().equals("type") && type.kind() != CelKind.DYN)
                || (error.getKeyword().equals("enum") && noWordFits(error, type));
    }

    private static boolean noWordFits(Error error, CelType type) {
        boolean text = error.getInstanceNode().isString() || type.kind() == CelKind.DYN;
        return !text
                && error.getSchemaNode()
                        .valueStream()
                        .noneMatch(value ->
                                value.getNodeType() == error.getInstanceNode().getNodeType());
    }

    /** The sample at that place, or around it. */
    private @Nullable CelType sampleAt(String place) {
        return samples.entrySet().stream()
                .filter(sample -> (place + "/").startsWith(sample.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private boolean holdsSample(String place) {
        return samples.keySet().stream().anyMatch(sample -> (sample + "/").startsWith(place + "/"));
    }
}
