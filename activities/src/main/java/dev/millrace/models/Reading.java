package dev.millrace.models;

import dev.millrace.datasets.ColumnType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One value as a field takes it: a number (NaN when missing), a text (null when missing), or the reason why it does not. */
sealed interface Reading {
    record Numeric(double value) implements Reading {}

    record Text(@Nullable String value) implements Reading {}

    record Wrong(String reason) implements Reading {}

    /** A value of a JSON instance. */
    static Reading of(InputField field, @Nullable Object value) {
        if (field.type() == ColumnType.STRING) {
            return value == null
                    ? new Text(null)
                    : value instanceof String text ? new Text(text) : wrong(field, "a string", value);
        }
        if (value == null || isNaN(field, value)) {
            return new Numeric(Double.NaN);
        }
        return switch (field.type()) {
            case INTEGER ->
                value instanceof Number n && isWhole(n.doubleValue())
                        ? new Numeric(n.doubleValue())
                        : wrong(field, "an integer", value);
            case NUMBER ->
                value instanceof Number n && Double.isFinite(n.doubleValue())
                        ? new Numeric(n.doubleValue())
                        : wrong(field, "a number", value);
            case BOOLEAN -> value instanceof Boolean b ? new Numeric(b ? 1 : 0) : wrong(field, "true or false", value);
            case TIMESTAMP -> value instanceof String text ? timestamp(field, text) : wrong(field, TIME, value);
            case STRING -> throw new IllegalStateException("texts were read above");
        };
    }

    /** A text of a data set whose column is of another type than the field; may hold a number or a boolean. */
    static Reading ofText(InputField field, @Nullable String text) {
        if (text == null) {
            return of(field, null);
        }
        return switch (field.type()) {
            case INTEGER, NUMBER -> of(field, numberIn(text));
            case BOOLEAN ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> new Numeric(1);
                    case "false", "0" -> new Numeric(0);
                    default -> of(field, text);
                };
            case STRING, TIMESTAMP -> of(field, text);
        };
    }

    /** A number of a data set whose column, of the given type, is of another type than the field. */
    static Reading ofNumber(InputField field, ColumnType type, double value) {
        if (Double.isNaN(value)) {
            return of(field, null);
        }
        return switch (field.type()) {
            case INTEGER, NUMBER ->
                type == ColumnType.TIMESTAMP ? of(field, shown(type, value)) : of(field, (Object) value);
            case BOOLEAN -> value == 0 || value == 1 ? new Numeric(value) : of(field, (Object) value);
            case STRING, TIMESTAMP -> of(field, shown(type, value));
        };
    }

    private static String shown(ColumnType type, double value) {
        return switch (type) {
            case BOOLEAN -> value == 0 ? "false" : "true";
            case TIMESTAMP -> Instant.ofEpochMilli(Math.round(value * 1000)).toString();
            case INTEGER, NUMBER, STRING -> isWhole(value) ? String.valueOf((long) value) : String.valueOf(value);
        };
    }

    private static Object numberIn(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static boolean isNaN(InputField field, Object value) {
        boolean number = field.type() == ColumnType.INTEGER || field.type() == ColumnType.NUMBER;
        return (value instanceof Number n && Double.isNaN(n.doubleValue())) || (number && value.equals("NaN"));
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= 0x1p63;
    }

    String TIME = "a date or a time such as 2024-01-31 or 2024-01-31T12:00:00Z";

    private static Reading timestamp(InputField field, String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() <= 10) {
                return new Numeric(LocalDate.parse(iso).toEpochDay() * 86_400d);
            }
            boolean zoned = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && iso.indexOf('T') > 0;
            Instant instant = zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return new Numeric(instant.getEpochSecond() + instant.getNano() / 1e9);
        } catch (DateTimeException e) {
            return wrong(field, TIME, text);
        }
    }

    private static Wrong wrong(InputField field, String allowed, Object value) {
        String text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new Wrong(field.name() + " takes " + allowed + " or null, not " + shown);
    }
}
