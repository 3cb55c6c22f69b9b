package dev.millrace.problems.schema;

import com.networknt.schema.Error;
import dev.millrace.problems.Violation;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A validator's findings in our words: one for each place, alternatives put together. */
public final class SchemaWording {
    private static final Set<String> CHOICES = Set.of("oneOf", "anyOf");
    private static final Set<String> UNKNOWN = Set.of("additionalProperties", "unevaluatedProperties");

    private final List<Error> errors;
    private final JsonNode schema;
    private final String prefix;

    private SchemaWording(List<Error> errors, JsonNode schema, String prefix) {
        this.errors = errors;
        this.schema = schema;
        this.prefix = prefix;
    }

    public static List<Violation> of(List<Error> errors, JsonNode schema, String prefix) {
        return new SchemaWording(errors, schema, prefix).violations();
    }

    private List<Violation> violations() {
        Set<Violation> violations = new LinkedHashSet<>();
        for (Error error : errors) {
            Optional<String> choice = Choices.around(error);
            violations.add(
                    choice.isPresent() ? choice(choice.get()) : new Violation(prefix + place(error), words(error)));
        }
        return List.copyOf(violations);
    }

    /** What must not be there is its own place. */
    private static String place(Error error) {
        String around = error.getInstanceLocation().toString();
        return UNKNOWN.contains(error.getKeyword()) ? Pointer.of(around, String.valueOf(error.getProperty())) : around;
    }

    private String words(Error error) {
        return switch (error.getKeyword()) {
            case "required", "dependentRequired" -> error.getProperty() + " is missing";
            case "additionalProperties", "unevaluatedProperties" -> unknown(error);
            case "type" -> "has to be " + wanted(error.getSchemaNode()) + ", not " + Kinds.of(error.getInstanceNode());
            case "enum" -> "has to be one of " + values(error.getSchemaNode());
            case "const" -> "has to be " + error.getSchemaNode();
            default -> String.valueOf(error.getMessage());
        };
    }

    private String unknown(Error error) {
        String name = String.valueOf(error.getProperty());
        JsonNode around =
                schema.at(parent(error.getSchemaLocation().getFragment().toString()));
        return "there is no " + name + " here; "
                + Names.allowed(name, List.copyOf(around.path("properties").propertyNames()));
    }

    /** What each alternative says, at the place that all of them are about. */
    private Violation choice(String choice) {
        List<Error> inside =
                errors.stream().filter(error -> Choices.within(error, choice)).toList();
        String place = inside.stream()
                .map(Choices::place)
                .min(Comparator.comparingInt(String::length))
                .orElse("");
        if (inside.stream().anyMatch(error -> Choices.path(error).equals(choice) && Choices.several(error))) {
            return new Violation(
                    prefix + place, "fits more than one of the forms that are possible here; it has to be one");
        }
        String reasons = inside.stream()
                .filter(error -> !CHOICES.contains(error.getKeyword()))
                .map(error -> below(place, error) + words(error))
                .distinct()
                .limit(6)
                .collect(Collectors.joining(", or "));
        return new Violation(prefix + place, "is none of the forms that are possible here: " + reasons);
    }

    private static String below(String around, Error error) {
        String place = Choices.place(error);
        return place.equals(around) ? "" : place.substring(Math.min(place.length(), around.length() + 1)) + " ";
    }

    private static String wanted(JsonNode type) {
        return type.isArray()
                ? type.valueStream().map(SchemaWording::kind).collect(Collectors.joining(" or "))
                : kind(type);
    }

    private static String kind(JsonNode type) {
        return switch (type.asString("")) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "string" -> "a string";
            case "integer" -> "an integer";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> type.asString("");
        };
    }

    private static String values(JsonNode values) {
        return values.valueStream()
                .map(value -> value.isString() ? value.stringValue() : value.toString())
                .collect(Collectors.joining(", "));
    }

    private static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash <= 0 ? "" : pointer.substring(0, slash);
    }
}
