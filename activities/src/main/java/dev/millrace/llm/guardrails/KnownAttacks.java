package dev.millrace.llm.guardrails;

import dev.millrace.models.text.MiniLm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Phrasings of known attacks, and what resembles them: sentences whose MiniLM embedding has a cosine of {@link #ALIKE} or
 * more. They are embedded at the first text that is in doubt. Where MiniLM does not run, nothing resembles them.
 */
@Component
final class KnownAttacks {
    static final double ALIKE = 0.57;
    private static final String PHRASES = "attack-phrases.txt";
    /** Of a long text, the parts with the words of attacks have been found by then. */
    private static final int MOST_SENTENCES = 24;

    private final AtomicReference<float @Nullable [][]> embedded = new AtomicReference<>();

    boolean resembled(String text) {
        if (MiniLm.problem().isPresent()) {
            return false;
        }
        String[] sentences = Arrays.stream(text.split("(?<=[.!?:;])\\s+|\\n"))
                .filter(sentence -> sentence.length() >= 12)
                .limit(MOST_SENTENCES)
                .toArray(String[]::new);
        return mostAlike(sentences) >= ALIKE;
    }

    private double mostAlike(String[] sentences) {
        float[][] known = known();
        double most = 0;
        for (float[] sentence : embed(sentences)) {
            for (float[] phrase : known) {
                most = Math.max(most, product(sentence, phrase));
            }
        }
        return most;
    }

    private float[][] known() {
        float[][] known = embedded.get();
        if (known == null) {
            known = embed(phrases().toArray(String[]::new));
            embedded.set(known);
        }
        return known;
    }

    private static float[][] embed(String[] texts) {
        float[][] embeddings = new float[texts.length][];
        MiniLm.shared().embed(texts, (text, embedding) -> embeddings[text] = embedding, () -> {});
        return embeddings;
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static List<String> phrases() {
        try (InputStream in = KnownAttacks.class.getResourceAsStream(PHRASES)) {
            if (in == null) {
                throw new IllegalStateException("no " + PHRASES);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
