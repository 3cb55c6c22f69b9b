package dev.millrace.training.algorithm;

/** How the trees of a forest grow; {@code features} is how many are tried at each split. */
record TreeSettings(Impurity impurity, int maxDepth, int maxLeaves, int minLeaf, int features) {}
