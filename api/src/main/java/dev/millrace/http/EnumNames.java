package dev.millrace.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names of an enum's values as JSON shows them. */
final class EnumNames {
    private EnumNames() {}

    static String of(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> of((Enum<?>) value))
                .collect(Collectors.joining(", "));
    }

    static String of(Enum<?> value) {
        try {
            JsonProperty name = value.getDeclaringClass().getField(value.name()).getAnnotation(JsonProperty.class);
            return name == null ? value.name().toLowerCase(Locale.ROOT) : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
