package dev.millrace.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names of an enum's values as JSON shows them. */
final class EnumNames {
    private EnumNames() {}

    static String of(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> {
                    JsonProperty name = field.getAnnotation(JsonProperty.class);
                    return name == null ? field.getName().toLowerCase(Locale.ROOT) : name.value();
                })
                .collect(Collectors.joining(", "));
    }
}
