package dev.millrace.pipelines.steps;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header Retry-After (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** @return null when it is absent, unreadable or past */
    static @Nullable Duration of(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        Duration wait = read(header.strip(), now);
        return wait != null && wait.isPositive() ? wait : null;
    }

    private static @Nullable Duration read(String header, Instant now) {
        if (header.length() <= MOST_DIGITS && header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return header.isEmpty() ? null : Duration.ofSeconds(Integer.parseInt(header));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
