package dev.millrace.datasets;

import java.time.YearMonth;

/**
 * ISO 8601 (RFC 3339 and a little more): {@code YYYY-MM-DD}, or with a time {@code (T| )HH:MM[:SS[.fraction]]} and perhaps an
 * offset {@code Z}, {@code ±HH}, {@code ±HHMM} or {@code ±HH:MM}. Days and times that do not exist are text.
 */
final class TimestampForm {
    private static final int DATE = 10;
    private static final int MOST_FRACTION = 9;
    private static final int LARGEST_OFFSET_HOURS = 15;

    private final byte[] bytes;
    private final int end;
    private int at;

    private TimestampForm(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    static ValueForm of(byte[] bytes, int from, int to) {
        if (to - from < DATE || bytes[from + 4] != '-') {
            return ValueForm.TEXT;
        }
        return new TimestampForm(bytes, from, to).form();
    }

    private ValueForm form() {
        if (!date()) {
            return ValueForm.TEXT;
        }
        if (at == end) {
            return ValueForm.TIMESTAMP;
        }
        if (!(skip('T') || skip(' ')) || !time()) {
            return ValueForm.TEXT;
        }
        if (at == end) {
            return ValueForm.TIMESTAMP;
        }
        return offset() && at == end ? ValueForm.ZONED_TIMESTAMP : ValueForm.TEXT;
    }

    private boolean date() {
        int year = number(4);
        if (year < 1 || !skip('-')) {
            return false;
        }
        int month = number(2);
        if (month < 1 || month > 12 || !skip('-')) {
            return false;
        }
        return YearMonth.of(year, month).isValidDay(number(2));
    }

    private boolean time() {
        if (!below(24) || !skip(':') || !below(60)) {
            return false;
        }
        if (!skip(':')) {
            return true;
        }
        return below(60) && (!skip('.') || fraction());
    }

    private boolean fraction() {
        int first = at;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at > first && at - first <= MOST_FRACTION;
    }

    private boolean offset() {
        if (skip('Z')) {
            return true;
        }
        if (!(skip('+') || skip('-')) || !below(LARGEST_OFFSET_HOURS + 1)) {
            return false;
        }
        if (at == end) {
            return true;
        }
        skip(':');
        return below(60);
    }

    private boolean below(int limit) {
        int number = number(2);
        return number >= 0 && number < limit;
    }

    /** The number of exactly so many digits, or -1. */
    private int number(int digits) {
        if (end - at < digits) {
            return -1;
        }
        int value = 0;
        for (int last = at + digits; at < last; at++) {
            if (!isDigit(bytes[at])) {
                return -1;
            }
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private boolean skip(char expected) {
        boolean there = at < end && bytes[at] == expected;
        at += there ? 1 : 0;
        return there;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
