package dev.millrace.training;

import dev.millrace.models.Matrix;
import java.util.List;

/** Test rows with what was predicted for them, what the predictions owe to each column, and the times of a forecast. */
record Judged(TestPredictions test, Attribution attribution, Matrix rows, List<String> times) {
    Judged {
        times = List.copyOf(times);
    }

    /** Rows that no series has in its test. */
    Judged(TestPredictions test, Attribution attribution, Matrix rows) {
        this(test, attribution, rows, List.of());
    }
}
