package dev.millrace.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.harness.Submitted.Outcome;
import org.junit.jupiter.api.Test;

/** Kills a whole Millrace in the middle of work; {@code -Dmillrace.kill.rounds} and {@code millrace.kill.seed} as in {@link KillIT}. */
class StandaloneKillIT {
    private final Killing killing = new Killing();

    @Test
    void losesNoJobAndNoRowWhenAllOfItIsKilledAtOnce() {
        try (StandaloneProcess standalone = StandaloneProcess.start()) {
            Load load = Load.prepare(standalone.client());
            for (int round = 1; round <= Killing.ROUNDS; round++) {
                Submitted submitted = load.submit("round-" + round);
                submitted.awaitWork();
                killing.atARandomMoment();
                killing.kill(round, "the JVM alone", standalone.jvm(), standalone::answers);
                killing.atARandomMoment();
                killing.kill(round, "everything", standalone.everything(), standalone::answers);
                assertThat(killing.told(round, submitted.outcome(standalone.rows())))
                        .isEqualTo(Outcome.NOTHING_LOST);
            }
        }
    }
}
