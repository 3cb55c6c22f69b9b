package dev.millrace.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.ModelId;
import dev.millrace.models.Predictions;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PredictionBufferTest {
    private static final Traffic TRAFFIC = Traffic.of(new TenantId("acme"), new ModelId(new UUID(0, 1)), 1);

    @Test
    void leavesInputsOutFirstAndThenWholeAnswersAndCountsBoth() {
        PredictionBuffer buffer = new PredictionBuffer(3, 40);
        IntStream.range(0, 4).forEach(i -> buffer.add(answered(Map.of("plan", "basic"))));
        List<Answered> taken = buffer.take(10);
        assertThat(taken).extracting(a -> a.inputs().size()).containsExactly(1, 0, 0);
        assertThat(buffer.droppedInputs()).isEqualTo(2 + 1);
        assertThat(buffer.droppedAnswers()).isEqualTo(1);
    }

    @Test
    void givesOutInOrderWhatWasPutBack() {
        PredictionBuffer buffer = new PredictionBuffer(3, 1_000);
        List<Answered> three =
                Stream.generate(() -> answered(Map.of("age", 40))).limit(3).toList();
        three.forEach(buffer::add);
        List<Answered> two = buffer.take(2);
        buffer.putBack(two);
        buffer.add(answered(Map.of()));
        assertThat(buffer.droppedAnswers()).isEqualTo(1);
        assertThat(buffer.take(10)).isEqualTo(three);
        assertThat(buffer.take(10)).isEmpty();
    }

    @Test
    void keepsTheFirstInputsOfAVersionAndThenOneInSoMany() {
        PredictionSample sample = new PredictionSample(10);
        List<UUID> ids = Stream.generate(Ids::next).limit(10_000).toList();
        var instances = ids.stream().map(id -> Map.<String, Object>of()).toList();
        var kept = sample.of(TRAFFIC, ids, List.copyOf(instances)).keySet();
        assertThat(kept).contains(0, PredictionSample.FIRST - 1);
        assertThat(kept.size() - PredictionSample.FIRST).isBetween(700, 1_300);
        assertThat(sample.of(TRAFFIC, ids, List.copyOf(instances)).size()).isBetween(700, 1_300);
    }

    private static Answered answered(Map<String, Object> input) {
        return new Answered(
                TRAFFIC,
                Instant.EPOCH,
                List.of(Ids.next()),
                new Predictions.Values(new double[] {1}),
                Map.of(0, input));
    }
}
