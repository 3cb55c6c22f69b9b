package dev.millrace.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenRangesTest {
    @Test
    void cutsTheChunksIntoRangesOfTwentyThousandRows() {
        var ranges = new OpenRanges(new BatchPlan(45_500, 1000), 0);

        assertThat(ranges.inOrder())
                .containsExactly(new ChunkRange(0, 20), new ChunkRange(20, 40), new ChunkRange(40, 46));
    }

    @Test
    void givesAChunkOfManyRowsARangeOfItsOwn() {
        var ranges = new OpenRanges(new BatchPlan(100_000, 50_000), 0);

        assertThat(ranges.inOrder()).containsExactly(new ChunkRange(0, 1), new ChunkRange(1, 2));
    }

    @Test
    void beginsWhereAnEarlierRunStopped() {
        var ranges = new OpenRanges(new BatchPlan(45_500, 1000), 20);

        assertThat(ranges.inOrder()).containsExactly(new ChunkRange(20, 40), new ChunkRange(40, 46));
        assertThat(ranges.nextChunk()).isEqualTo(20);
    }

    @Test
    void isEmptyWhenEveryRangeIsScored() {
        var ranges = new OpenRanges(new BatchPlan(30_000, 1000), 0);
        ranges.inOrder().forEach(ranges::scored);

        assertThat(ranges.isEmpty()).isTrue();
    }

    @Test
    void saysWhichRowsARangeHolds() {
        assertThat(new ChunkRange(40, 46).summary(new BatchPlan(45_500, 1000)))
                .isEqualTo("Predict rows 40001 to 45500 of 45500");
    }
}
