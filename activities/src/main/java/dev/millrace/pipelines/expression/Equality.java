package dev.millrace.pipelines.expression;

import com.google.common.primitives.UnsignedLong;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** CEL's equality: numbers by value, lists and maps by what they hold, different types are different. What it compares is paid for. */
final class Equality {
    private static final int PRICE = 20;

    private Equality() {}

    static boolean equal(Object one, Object other) {
        Budget.spend(PRICE);
        if (one instanceof Number first && other instanceof Number second) {
            return equal(first, second);
        }
        if (one instanceof String first && other instanceof String second) {
            Budget.spend(Math.min(first.length(), second.length()));
            return first.equals(second);
        }
        if (one instanceof List<?> first && other instanceof List<?> second) {
            return first.size() == second.size() && pairwise(first.iterator(), second.iterator());
        }
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            return first.size() == second.size()
                    && first.entrySet().stream()
                            .allMatch(entry -> second.containsKey(entry.getKey())
                                    && equal(value(entry.getValue()), value(second.get(entry.getKey()))));
        }
        return one.equals(other);
    }

    static boolean contains(Collection<?> list, Object item) {
        return list.stream().anyMatch(candidate -> equal(value(candidate), item));
    }

    private static Object value(Object value) {
        return Objects.requireNonNull(value);
    }

    private static boolean pairwise(Iterator<?> first, Iterator<?> second) {
        while (first.hasNext()) {
            if (!equal(value(first.next()), value(second.next()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Number first, Number second) {
        if (first instanceof Double || second instanceof Double) {
            double one = first.doubleValue();
            double other = second.doubleValue();
            if (first.getClass() == second.getClass() || !Double.isFinite(one) || !Double.isFinite(other)) {
                return one == other;
            }
        }
        return exact(first).compareTo(exact(second)) == 0;
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case UnsignedLong unsigned -> new BigDecimal(unsigned.bigIntegerValue());
            case Double real -> new BigDecimal(real);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
