package dev.millrace.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TestDatabase;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateBucketsTest {
    private static final Rate SLOW = new Rate(1, 40);

    private final TestDatabase database = TestDatabase.get();
    private final RateBuckets one = new RateBuckets(database.application());
    private final RateBuckets two = new RateBuckets(database.application());
    private final String name = "test " + UUID.randomUUID();

    @Test
    void nodesTogetherLetThroughTheBurstAndATenthOfItEachAtMost() {
        long through = IntStream.range(0, 200)
                .filter(i -> (i % 2 == 0 ? one : two).of(name, SLOW).tryConsume(1))
                .count();
        // What is refilled meanwhile comes on top, at one a second.
        assertThat(through).isBetween(40L, 40L + 2 * 4 + 20);
    }

    @Test
    void keepsNoNameInTheDatabase() {
        one.of("workspace secret-customer", SLOW).tryConsume(1);
        assertThat(database.superuser()
                        .sql("SELECT count(*) FROM limits.rate_buckets WHERE id LIKE '%secret%'"
                                + " OR encode(state, 'escape') LIKE '%secret%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anAddressThatSentTooManyWrongCredentialsHasToWait() {
        AddressGuard guard = new AddressGuard(one, new Rate(1, 2));
        String address = "2001:db8:" + Integer.toHexString(UUID.randomUUID().hashCode() & 0xffff) + "::1";
        guard.admit(address);
        for (int i = 0; i < 5; i++) {
            guard.failed(address);
        }
        assertThatThrownBy(() -> guard.admit(address.replace("::1", "::2")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
                    assertThat(problem.retryAfter()).isPresent();
                });
        guard.admit("192.0.2.1");
    }
}
