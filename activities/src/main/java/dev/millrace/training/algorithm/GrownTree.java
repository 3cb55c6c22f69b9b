package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;

/**
 * One tree of a forest: its weight in the vote, its loss on the rows it was not grown from (error rate or squared error),
 * and how much each feature took from the impurity.
 */
record GrownTree(FlatTrees tree, double weight, double loss, double[] importance) {}
