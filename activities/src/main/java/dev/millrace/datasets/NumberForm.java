package dev.millrace.datasets;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as {@code [+-]digits[.digits][e[+-]digits]} with a decimal point, no separators between thousands. Digits that
 * begin with a zero, such as 007, are text: as a number they would lose it.
 */
final class NumberForm {
    private static final int DIGITS_OF_LONG = 18;
    private static final int SURELY_FINITE = 300;

    private final byte[] bytes;
    private final int end;
    private int at;

    private NumberForm(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    static ValueForm of(byte[] bytes, int from, int to) {
        return new NumberForm(bytes, from, to).form(from);
    }

    private ValueForm form(int from) {
        sign();
        int first = at;
        int whole = digits();
        if (whole > 1 && bytes[first] == '0') {
            return ValueForm.TEXT;
        }
        if (at == end) {
            return whole == 0 ? ValueForm.TEXT : integer(from, whole);
        }
        int fraction = 0;
        if (bytes[at] == '.') {
            at++;
            fraction = digits();
        }
        if (whole + fraction == 0) {
            return ValueForm.TEXT;
        }
        boolean hasExponent = at < end && (bytes[at] == 'e' || bytes[at] == 'E');
        if (hasExponent) {
            at++;
            sign();
            if (digits() == 0) {
                return ValueForm.TEXT;
            }
        }
        if (at < end) {
            return ValueForm.TEXT;
        }
        return hasExponent || whole > SURELY_FINITE ? finiteOrNot(from) : ValueForm.NUMBER;
    }

    private void sign() {
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
    }

    private int digits() {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - first;
    }

    private ValueForm integer(int from, int digits) {
        if (digits <= DIGITS_OF_LONG) {
            return ValueForm.INTEGER;
        }
        if (digits > SURELY_FINITE) {
            return ValueForm.TEXT;
        }
        try {
            Long.parseLong(text(from));
            return ValueForm.INTEGER;
        } catch (NumberFormatException tooLong) {
            return ValueForm.LONG_INTEGER;
        }
    }

    private ValueForm finiteOrNot(int from) {
        return Double.isInfinite(Double.parseDouble(text(from))) ? ValueForm.INFINITE : ValueForm.NUMBER;
    }

    private String text(int from) {
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    }
}
