package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How like in meaning a record's title and text are to a question: the cosine of their embeddings. */
record Likeness(Facts facts, double similarity) {
    /** Below this there is no likeness worth showing. */
    private static final double LEAST = 0.25;

    private static final int LONGEST = 1_000;

    /** The likest first. */
    static List<Likeness> of(String question, List<Entity> entities, Embedder embedder) {
        if (question.isBlank() || entities.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(List.of(question));
        entities.forEach(entity -> texts.add(text(new Facts(entity))));
        List<float[]> vectors = embedder.embed(texts);
        return IntStream.range(0, entities.size())
                .mapToObj(i -> new Likeness(
                        new Facts(entities.get(i)), Embedder.product(vectors.getFirst(), vectors.get(i + 1))))
                .filter(found -> found.similarity() >= LEAST)
                .sorted(Comparator.comparingDouble((Likeness found) -> -found.similarity()))
                .toList();
    }

    private static String text(Facts facts) {
        String text = facts.name() + ". "
                + facts.text("text").or(() -> facts.text("description")).orElse("");
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
