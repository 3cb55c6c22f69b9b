package dev.millrace.training.algorithm;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sets that are joined one after the other (Tarjan 1975, with path halving). The first member stands for its set. */
final class DisjointSets {
    private final int[] parents;

    DisjointSets(int members) {
        parents = IntStream.range(0, members).toArray();
    }

    void join(int one, int other) {
        int a = find(one);
        int b = find(other);
        parents[Math.max(a, b)] = Math.min(a, b);
    }

    private int find(int member) {
        int at = member;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** The set of each member, numbered in the order of their first members. */
    int[] numbers() {
        int[] numbers = new int[parents.length];
        Arrays.fill(numbers, -1);
        int next = 0;
        for (int member = 0; member < numbers.length; member++) {
            int first = find(member);
            numbers[member] = first == member ? next++ : numbers[first];
        }
        return numbers;
    }
}
