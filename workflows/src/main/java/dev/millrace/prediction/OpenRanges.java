package dev.millrace.prediction;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The ranges still to be scored, in order. A range is some seconds of work, so that jobs take turns on a worker. */
final class OpenRanges {
    private static final int ROWS = 20_000;

    private final SequencedSet<ChunkRange> open = new LinkedHashSet<>();

    OpenRanges(BatchPlan plan, int nextChunk) {
        int chunks = plan.chunks();
        int chunksPerRange = Math.max(1, ROWS / plan.chunkSize());
        for (int from = nextChunk; from < chunks; from += chunksPerRange) {
            open.add(new ChunkRange(from, Math.min(chunks, from + chunksPerRange)));
        }
    }

    List<ChunkRange> inOrder() {
        return List.copyOf(open);
    }

    void scored(ChunkRange range) {
        open.remove(range);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The first chunk that is still open. */
    int nextChunk() {
        return open.getFirst().from();
    }
}
