package dev.millrace.http;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads query parameters that list values, by the names that JSON has for them. */
final class WireEnums implements ConverterFactory<String, Enum<?>> {
    @Override
    public <E extends Enum<?>> Converter<String, E> getConverter(Class<E> type) {
        return text -> read(type, text);
    }

    private static <E extends Enum<?>> E read(Class<E> type, String text) {
        for (E value : type.getEnumConstants()) {
            if (EnumNames.of(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(text + " is none of " + EnumNames.of(type));
    }
}
