package dev.millrace.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.harness.Fleet.Member;
import dev.millrace.harness.Submitted.Outcome;
import dev.millrace.llm.fakes.FakeProvider;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Kills servers in the middle of work. {@code -Dmillrace.kill.rounds=10} kills each ten times, {@code
 * millrace.kill.moments=20} the worker of pipelines and agents, and what studies work with, at twenty moments, {@code millrace.kill.seed} chooses them.
 */
class KillIT {
    private static final int MOMENTS = Integer.getInteger("millrace.kill.moments", 1);

    private static final FakeProvider MODEL = FakeProvider.openAi();
    private static final Fleet FLEET = Fleet.start(Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", MODEL.baseUrl()));

    private final Killing killing = new Killing();

    @AfterAll
    static void stop() {
        FLEET.close();
        MODEL.close();
    }

    @Test
    void losesNoJobAndNoRowWhenAServerIsKilled() {
        Load load = Load.prepare(FLEET.client());
        for (int round = 1; round <= Killing.ROUNDS; round++) {
            Submitted submitted = load.submit("round-" + round);
            submitted.awaitWork();
            for (Member member : Member.values()) {
                killing.atARandomMoment();
                killing.kill(round, member.toString(), LongStream.of(FLEET.pid(member)), () -> FLEET.answers(member));
            }
            assertThat(killing.told(round, submitted.outcome(FLEET.rows()))).isEqualTo(Outcome.NOTHING_LOST);
        }
    }

    @Test
    void doesEachEffectOfAPipelineOnceWhenTheWorkerIsKilled() {
        new PipelineKill(FLEET, killing.random()).at(MOMENTS);
    }

    @Test
    void doesEachEffectOfAnAgentOnceAndComesToTheSameAnswerWhenTheWorkerIsKilled() {
        new AgentKill(FLEET, MODEL, killing.random()).at(MOMENTS);
    }

    @Test
    void doesEachTrialOfAStudyOnceAndFindsTheSameWhateverIsKilled() {
        new StudyKill(FLEET, killing).at(MOMENTS);
    }
}
