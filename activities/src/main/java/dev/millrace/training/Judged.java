package dev.millrace.training;

import dev.millrace.models.Matrix;

/** Test rows with what was predicted for them, and what the predictions owe to each column. */
record Judged(TestPredictions test, Attribution attribution, Matrix rows) {}
