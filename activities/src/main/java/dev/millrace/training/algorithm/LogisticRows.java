package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;

/** Rows with the index of the class of each, and what a row of each class weighs. */
record LogisticRows(Matrix features, int[] labels, double[] classWeights) {}
