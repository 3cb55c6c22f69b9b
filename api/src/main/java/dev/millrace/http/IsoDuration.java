package dev.millrace.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Durations as ISO 8601 writes them; a bare number says nothing about its unit. */
final class IsoDuration extends StdDeserializer<Duration> {
    IsoDuration() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Duration) context.handleUnexpectedToken(Duration.class, parser);
        }
        String text = parser.getString();
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notOne) {
            return (Duration) context.handleWeirdStringValue(Duration.class, text, "not a duration");
        }
    }
}
