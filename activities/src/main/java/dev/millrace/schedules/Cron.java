package dev.millrace.schedules;

import dev.millrace.problems.Problem;
import java.time.LocalDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * Five fields, as crontab(5) has them: minute, hour, day of month, month, day of week. A time has to fit all of them, so that
 * {@code 0 9 1-7 * MON} is the first Monday of a month.
 */
final class Cron {
    private static final String NUMBER = "(?:[0-9]{1,2}|[A-Za-z]{3})";
    private static final String RANGE = "(?:\\*|" + NUMBER + "-" + NUMBER + ")";
    private static final String ITEM = "(?:" + RANGE + "(?:/[0-9]{1,2})?|" + NUMBER + ")";
    private static final Pattern FIELD = Pattern.compile(ITEM + "(?:," + ITEM + ")*");
    private static final int FIELDS = 5;
    private static final int LONGEST = 200;
    private static final String ALLOWED =
            "cron has five fields, minute, hour, day of month, month, day of week: numbers,"
                    + " names such as MON or JAN, *, lists, ranges and steps such as */15; a time has to fit all of them";

    private final CronExpression expression;

    private Cron(CronExpression expression) {
        this.expression = expression;
    }

    /** @throws Problem 422 at {@code /cron} */
    static Cron parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (text.length() > LONGEST || fields.length != FIELDS) {
            throw Problem.invalid("/cron", ALLOWED);
        }
        for (String field : fields) {
            if (!FIELD.matcher(field).matches()) {
                throw Problem.invalid("/cron", "\"" + field + "\" is not a field of cron: " + ALLOWED);
            }
        }
        Cron cron = new Cron(expression(String.join(" ", fields)));
        if (cron.next(LocalDateTime.of(2024, 1, 1, 0, 0)) == null) {
            throw Problem.invalid("/cron", "the time that cron says never comes");
        }
        return cron;
    }

    /** By a clock that is never put forward or back. */
    @Nullable
    LocalDateTime next(LocalDateTime after) {
        return expression.next(after);
    }

    private static CronExpression expression(String fields) {
        try {
            return CronExpression.parse("0 " + fields);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("/cron", wrong.getMessage() + ": " + ALLOWED);
        }
    }
}
