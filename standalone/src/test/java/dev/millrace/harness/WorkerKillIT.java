package dev.millrace.harness;

import dev.millrace.llm.fakes.FakeProvider;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever a worker was in the middle of when it died is done once in the end. {@code -Dmillrace.kill.moments=20} kills it at
 * twenty moments, {@code millrace.kill.seed} chooses them.
 */
class WorkerKillIT {
    private static final int MOMENTS = Integer.getInteger("millrace.kill.moments", 1);
    private static final long SEED = Long.getLong("millrace.kill.seed", 1);

    private static final FakeProvider MODEL = FakeProvider.openAi();
    private static final Fleet FLEET = Fleet.start(Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", MODEL.baseUrl()));

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @AfterAll
    static void stop() {
        FLEET.close();
        MODEL.close();
    }

    @Test
    void doesEachEffectOfAPipelineOnce() {
        new PipelineKill(FLEET, random).at(MOMENTS);
    }

    @Test
    void doesEachEffectOfAnAgentOnceAndComesToTheSameAnswer() {
        new AgentKill(FLEET, MODEL, random).at(MOMENTS);
    }
}
