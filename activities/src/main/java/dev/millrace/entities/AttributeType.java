package dev.millrace.entities;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a known attribute may hold: how JSON's values are judged, and how a cell of a CSV file becomes one. */
enum AttributeType {
    TEXT("a string of at most 10,000 characters") {
        @Override
        boolean allows(JsonNode value) {
            return value.isString() && value.asString().length() <= 10_000;
        }
    },
    LONG_TEXT("a string of at most 200,000 characters") {
        @Override
        boolean allows(JsonNode value) {
            return value.isString() && value.asString().length() <= 200_000;
        }
    },
    EMAIL("an e-mail address such as someone@example.com") {
        @Override
        boolean allows(JsonNode value) {
            return value.isString() && value.asString().length() <= 254 && isEmail(value.asString());
        }
    },
    ID("the id of another entity: a string of 1 to 200 printable characters") {
        @Override
        boolean allows(JsonNode value) {
            return value.isString() && EntityRef.isId(value.asString());
        }
    },
    TIME("a time such as 2026-01-31T12:00:00Z (RFC 3339) or a date such as 2026-01-31") {
        @Override
        boolean allows(JsonNode value) {
            return Attributes.time(value).isPresent();
        }
    },
    NUMBER("a number") {
        @Override
        boolean allows(JsonNode value) {
            return value.isNumber();
        }

        @Override
        JsonNode of(String cell) {
            return numberOr(cell);
        }
    },
    COUNT("an integer of at least 0") {
        @Override
        boolean allows(JsonNode value) {
            return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
        }

        @Override
        JsonNode of(String cell) {
            return numberOr(cell);
        }
    },
    SHARE("a number from 0 to 1") {
        @Override
        boolean allows(JsonNode value) {
            return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
        }

        @Override
        JsonNode of(String cell) {
            return numberOr(cell);
        }
    },
    MONEY("an amount in USD of at least 0: a number, or a decimal string such as \"1200.50\"") {
        @Override
        boolean allows(JsonNode value) {
            return (value.isNumber() || value.isString())
                    && Attributes.amount(value)
                            .filter(amount -> amount.signum() >= 0)
                            .isPresent();
        }
    },
    BOOLEAN("true or false") {
        @Override
        boolean allows(JsonNode value) {
            return value.isBoolean();
        }

        @Override
        JsonNode of(String cell) {
            return switch (cell) {
                case "true", "TRUE", "True" -> JsonNodeFactory.instance.booleanNode(true);
                case "false", "FALSE", "False" -> JsonNodeFactory.instance.booleanNode(false);
                default -> super.of(cell);
            };
        }
    },
    OUTCOME("one of open, won, lost") {
        @Override
        boolean allows(JsonNode value) {
            return value.isString() && Set.of("open", "won", "lost").contains(value.asString());
        }
    },
    TEXTS("an array of at most 100 strings of at most 200 characters; in CSV separated by ;") {
        @Override
        boolean allows(JsonNode value) {
            return value.isArray()
                    && value.size() <= 100
                    && value.valueStream()
                            .allMatch(item -> item.isString() && item.asString().length() <= 200);
        }

        @Override
        JsonNode of(String cell) {
            var texts = JsonNodeFactory.instance.arrayNode();
            for (String text : cell.split(";", -1)) {
                texts.add(text.strip());
            }
            return texts;
        }
    };

    private final String allowed;

    AttributeType(String allowed) {
        this.allowed = allowed;
    }

    abstract boolean allows(JsonNode value);

    /** A cell as this type has it; what cannot be so stays the text it is, and is refused by {@link #allows}. */
    JsonNode of(String cell) {
        return JsonNodeFactory.instance.stringNode(cell);
    }

    String allowed() {
        return allowed;
    }

    private static JsonNode numberOr(String cell) {
        BigDecimal number = Attributes.decimal(cell);
        if (number == null) {
            return JsonNodeFactory.instance.stringNode(cell);
        }
        return isLong(number)
                ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                : JsonNodeFactory.instance.numberNode(number.doubleValue());
    }

    private static boolean isLong(@Nullable BigDecimal number) {
        return number != null && number.scale() <= 0 && number.precision() - number.scale() <= 18;
    }

    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at < text.length() - 1 && text.chars().noneMatch(Character::isWhitespace);
    }
}
