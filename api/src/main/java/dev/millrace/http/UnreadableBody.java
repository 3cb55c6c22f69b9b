package dev.millrace.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in the user's terms why a JSON body could not be read: where (an RFC 6901 pointer), and what is allowed there. */
final class UnreadableBody {
    private UnreadableBody() {}

    static Problem problem(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof Problem problem) {
                return problem;
            }
        }
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                Problem.malformed(
                        pointer(unknown),
                        "there is no field " + unknown.getPropertyName() + " here; allowed are " + known(unknown));
            case InvalidFormatException format
            when isUnknownWord(format) ->
                Problem.invalid(
                        pointer(format), "the value here must be one of " + EnumNames.of(format.getTargetType()));
            case InvalidFormatException format -> Problem.malformed(pointer(format), typed(format));
            case InvalidTypeIdException kind
            when kind.getTypeId() == null ->
                Problem.malformed(pointer(kind), "the object here needs a type: one of " + kinds(kind));
            case InvalidTypeIdException kind ->
                Problem.invalid(pointer(kind) + "/type", "type is one of " + kinds(kind) + ", not " + kind.getTypeId());
            case MismatchedInputException mismatch ->
                Problem.malformed(pointer(mismatch), "the value here must be " + typeName(mismatch.getTargetType()));
            case InputCoercionException tooLarge ->
                Problem.malformed(pointer(tooLarge), "the value here must be " + typeName(tooLarge.getTargetType()));
            case ValueInstantiationException id
            when isId(id.getType().getRawClass()) ->
                Problem.malformed(
                        pointer(id),
                        "the value here must be " + typeName(id.getType().getRawClass()));
            case StreamReadException syntax ->
                Problem.malformed(
                        "",
                        "the body is not JSON: " + syntax.getOriginalMessage() + " (line "
                                + syntax.getLocation().getLineNr() + ", column "
                                + syntax.getLocation().getColumnNr() + ")");
            case JacksonException other -> Problem.malformed(pointer(other), "the value here cannot be read");
            case null, default -> Problem.malformed("", "the body is missing or cannot be read; JSON is expected");
        };
    }

    /** A text where a text belongs, though not one of those allowed. */
    private static boolean isUnknownWord(InvalidFormatException format) {
        return format.getTargetType() != null && format.getTargetType().isEnum() && format.getValue() instanceof String;
    }

    private static String typed(InvalidFormatException format) {
        Class<?> type = format.getTargetType();
        return type != null && type.isEnum()
                ? "the value here must be a string, one of " + EnumNames.of(type)
                : "the value here must be " + typeName(type);
    }

    private static String kinds(InvalidTypeIdException kind) {
        JsonSubTypes known = kind.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
        return known == null
                ? "those that the documentation names"
                : Arrays.stream(known.value()).map(JsonSubTypes.Type::name).collect(Collectors.joining(", "));
    }

    private static String known(UnrecognizedPropertyException unknown) {
        List<Object> names =
                unknown.getKnownPropertyIds() == null ? List.of() : List.copyOf(unknown.getKnownPropertyIds());
        return names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String pointer(JacksonException exception) {
        return exception.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static boolean isId(Class<?> type) {
        return type.getSimpleName().endsWith("Id") || type == java.util.UUID.class;
    }

    private static String typeName(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "an integer of at most " + (type == Long.class || type == long.class ? "64" : "32") + " bits";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (isId(type)) {
            return "a UUID in a string";
        }
        if (type == java.time.Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z (RFC 3339)";
        }
        if (type == java.time.Duration.class) {
            return "a duration such as PT30M in a string (ISO 8601)";
        }
        return "an object";
    }
}
