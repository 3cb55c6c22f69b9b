package dev.millrace.llm.provider;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a provider wants to be asked again: {@code retry-after-ms}, {@code Retry-After} in seconds or as a date (RFC 9110,
 * section 10.2.3), or the {@code RetryInfo} of Google's errors.
 */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final Pattern RETRY_INFO = Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d{1,12}(\\.\\d{1,9})?)s\"");

    private RetryAfter() {}

    static Optional<Duration> of(
            @Nullable String milliseconds, @Nullable String secondsOrDate, String body, Clock clock) {
        return number(milliseconds, 1)
                .or(() -> number(secondsOrDate, 1000))
                .or(() -> date(secondsOrDate, clock))
                .or(() -> retryInfo(body))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> number(@Nullable String value, int unitMs) {
        return Optional.ofNullable(value)
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * unitMs)));
    }

    private static Optional<Duration> date(@Nullable String value, Clock clock) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Duration wait = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> retryInfo(String body) {
        Matcher matcher = RETRY_INFO.matcher(body);
        return matcher.find() ? number(matcher.group(1), 1000) : Optional.empty();
    }
}
