package dev.millrace.agents.crm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sentences that say most of what all of them say: continuous LexRank (Erkan and Radev 2004) over embeddings. A
 * sentence that says again what a better one says is passed over.
 */
final class LexRank {
    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 50;
    private static final double SAME = 0.85;

    private LexRank() {}

    /** At most {@code count}, in the order in which they stand. */
    static List<Sentences.Sentence> top(List<Sentences.Sentence> sentences, int count, Embedder embedder) {
        if (sentences.size() <= 1) {
            return sentences;
        }
        List<float[]> vectors =
                embedder.embed(sentences.stream().map(Sentences.Sentence::text).toList());
        double[] ranks = ranks(vectors);
        List<Integer> chosen = new ArrayList<>();
        IntStream.range(0, sentences.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -ranks[i]).thenComparing(Comparator.naturalOrder()))
                .forEach(i -> {
                    boolean said = chosen.stream()
                            .anyMatch(other -> Embedder.product(vectors.get(i), vectors.get(other)) > SAME);
                    if (chosen.size() < count && !said) {
                        chosen.add(i);
                    }
                });
        return chosen.stream().sorted().map(sentences::get).toList();
    }

    private static double[] ranks(List<float[]> vectors) {
        int size = vectors.size();
        double[][] likeness = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                likeness[i][j] = i == j ? 0 : Math.max(0, Embedder.product(vectors.get(i), vectors.get(j)));
            }
            double sum = Arrays.stream(likeness[i]).sum();
            for (int j = 0; j < size; j++) {
                likeness[i][j] = sum == 0 ? 1.0 / size : likeness[i][j] / sum;
            }
        }
        double[] ranks = new double[size];
        Arrays.fill(ranks, 1.0 / size);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[size];
            Arrays.fill(next, (1 - DAMPING) / size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    next[j] += DAMPING * ranks[i] * likeness[i][j];
                }
            }
            ranks = next;
        }
        return ranks;
    }
}
