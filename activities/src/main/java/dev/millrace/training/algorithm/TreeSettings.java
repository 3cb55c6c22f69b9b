package dev.millrace.training.algorithm;

/**
 * How trees grow. {@code minSplit} and {@code minLeaf} count rows, as scikit-learn does, however much each weighs;
 * {@code features} is how many are tried at each split.
 */
record TreeSettings(int maxDepth, int maxLeaves, int minSplit, int minLeaf, int features) {}
