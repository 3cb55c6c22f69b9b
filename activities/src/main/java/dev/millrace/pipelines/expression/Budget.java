package dev.millrace.pipelines.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import java.util.concurrent.Callable;

/** How much work one evaluation may be: values compared, characters and items copied. */
final class Budget {
    static final int MOST_CHARACTERS = 10_000_000;
    static final int MOST_ITEMS = 100_000;
    private static final long WORK = 200_000_000;
    private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

    private final Weights weights = new Weights();
    private long left = WORK;

    private Budget() {}

    static <T> T within(Callable<T> evaluation) throws Exception {
        return ScopedValue.where(CURRENT, new Budget()).call(evaluation::call);
    }

    static void spend(long work) {
        if (CURRENT.isBound() && (CURRENT.get().left -= work) < 0) {
            throw new TooMuch("it takes more work than an expression may");
        }
    }

    static void weigh(Object value) {
        if (CURRENT.isBound()) {
            CURRENT.get().weights.check(value);
        }
    }

    static void spendCharacters(long length) {
        if (length > MOST_CHARACTERS) {
            throw new TooMuch("a string gets longer than 10 MB");
        }
        spend(length);
    }

    static void spendItems(long size) {
        if (size > MOST_ITEMS) {
            throw new TooMuch("a list gets longer than " + MOST_ITEMS + " items");
        }
    }

    /** An expression wants more than it may have. One of CEL's own, since it prints the arguments of functions that fail otherwise. */
    static final class TooMuch extends CelRuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch(String message) {
            super(new IllegalStateException(message), CelErrorCode.INTERNAL_ERROR);
        }
    }
}
