package dev.millrace.datasets;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;

/** The refusals of uploaded data. */
final class Unreadable {
    static final String ALLOWED =
            "send CSV with a header line or JSON Lines, encoded as UTF-8, or Parquet; plain or gzipped";

    private Unreadable() {}

    static Problem because(String detail) {
        return new Problem(ProblemType.DATASET_UNREADABLE, detail);
    }

    static Problem inLine(long line, String detail) {
        return because("line " + line + " " + detail);
    }

    static Problem tooLarge(String detail) {
        return new Problem(ProblemType.TOO_LARGE, detail);
    }

    static Problem format(String found) {
        return new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "the file looks like " + found + "; " + ALLOWED);
    }
}
