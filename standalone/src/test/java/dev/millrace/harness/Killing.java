package dev.millrace.harness;

import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Submitted.Outcome;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** Kills at random moments, and says how long it took until all was up again. */
final class Killing {
    static final int ROUNDS = Integer.getInteger("millrace.kill.rounds", 1);

    private static final long SEED = Long.getLong("millrace.kill.seed", 1);
    private static final int LONGEST_WAIT_MILLIS = 3_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    RandomGenerator random() {
        return random;
    }

    void atARandomMoment() {
        Duration wait = Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS));
        await().pollDelay(wait).until(() -> true);
    }

    void kill(int round, String what, LongStream pids, BooleanSupplier answers) {
        long killed = System.nanoTime();
        pids.forEach(Kill9::process);
        await("running again").atMost(Duration.ofMinutes(2)).until(answers::getAsBoolean);
        Duration down = Duration.ofNanos(System.nanoTime() - killed);
        System.out.printf("round %d: %s killed, running again after %.1f s%n", round, what, down.toMillis() / 1000.0);
    }

    Outcome told(int round, Outcome outcome) {
        System.out.println("round " + round + ": " + outcome);
        return outcome;
    }
}
