package dev.millrace.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Fleet.Member;
import dev.millrace.harness.Submitted.Outcome;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Kills servers in the middle of work. {@code -Dmillrace.kill.rounds=10} does it ten times, {@code millrace.kill.seed}
 * chooses the moments.
 */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("millrace.kill.rounds", 1);
    private static final long SEED = Long.getLong("millrace.kill.seed", 1);
    private static final int LONGEST_WAIT_MILLIS = 3_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void losesNoJobAndNoRowWhenAServerIsKilled() {
        try (Fleet fleet = Fleet.start()) {
            Load load = Load.prepare(fleet.client());
            for (int round = 1; round <= ROUNDS; round++) {
                Submitted submitted = load.submit("round-" + round);
                submitted.awaitWork();
                for (Member member : Member.values()) {
                    atARandomMoment();
                    report(
                            round,
                            member.toString(),
                            kill(LongStream.of(fleet.pid(member)), () -> fleet.answers(member)));
                }
                assertThat(told(round, submitted.outcome(fleet.rows()))).isEqualTo(Outcome.NOTHING_LOST);
            }
        }
    }

    @Test
    void losesNoJobAndNoRowWhenAllOfItIsKilledAtOnce() {
        try (StandaloneProcess standalone = StandaloneProcess.start()) {
            Load load = Load.prepare(standalone.client());
            for (int round = 1; round <= ROUNDS; round++) {
                Submitted submitted = load.submit("round-" + round);
                submitted.awaitWork();
                atARandomMoment();
                report(round, "the JVM alone", kill(standalone.jvm(), standalone::answers));
                atARandomMoment();
                report(round, "everything", kill(standalone.everything(), standalone::answers));
                assertThat(told(round, submitted.outcome(standalone.rows()))).isEqualTo(Outcome.NOTHING_LOST);
            }
        }
    }

    private static Duration kill(LongStream pids, BooleanSupplier answers) {
        long killed = System.nanoTime();
        pids.forEach(Kill9::process);
        await("running again").atMost(Duration.ofMinutes(2)).until(answers::getAsBoolean);
        return Duration.ofNanos(System.nanoTime() - killed);
    }

    private void atARandomMoment() {
        Duration wait = Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS));
        await().pollDelay(wait).until(() -> true);
    }

    private static void report(int round, String what, Duration down) {
        System.out.printf("round %d: %s killed, running again after %.1f s%n", round, what, down.toMillis() / 1000.0);
    }

    private static Outcome told(int round, Outcome outcome) {
        System.out.println("round " + round + ": " + outcome);
        return outcome;
    }
}
