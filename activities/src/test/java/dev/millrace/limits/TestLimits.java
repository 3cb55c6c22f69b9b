package dev.millrace.limits;

import dev.millrace.tenancy.TestDatabase;

/** Limits for tests of other things. */
public final class TestLimits {
    private static final Limits WIDE = new Limits(1_000, 1_000, 1_000_000, 1_000_000_000, 1L << 40, 1_000);

    private TestLimits() {}

    public static Quotas wide() {
        return new Quotas(TestDatabase.get().transactions(), WIDE);
    }
}
