package dev.millrace.training;

import dev.millrace.models.Encoding;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.List;

/** Refuses, before anything is allocated, what one matrix or this process's memory cannot hold. */
final class MatrixSize {
    private MatrixSize() {}

    static void check(int rows, List<Encoding> encodings) {
        long features = encodings.stream().mapToLong(Encoding::width).sum();
        long values = rows * features;
        long memory = Runtime.getRuntime().maxMemory();
        if (values > Integer.MAX_VALUE - 8 || values * Float.BYTES > memory / 2) {
            throw new Problem(
                    ProblemType.OUT_OF_MEMORY,
                    "%,d rows of %,d features take %,d MB, and this worker has %,d MB; choose fewer features, or give the worker more memory"
                            .formatted(rows, features, (values * Float.BYTES) >> 20, memory >> 20));
        }
    }
}
