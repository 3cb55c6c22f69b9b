package dev.millrace.agents.crm;

import dev.millrace.models.text.MiniLm;
import dev.millrace.models.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives texts vectors of length 1; texts of like meaning have a large product. */
interface Embedder {
    /** In the order of the texts. */
    List<float[]> embed(List<String> texts);

    /** MiniLM, or counts of words where it does not run. */
    static Embedder standard() {
        return MiniLm.problem().isPresent() ? Embedder::byWords : Embedder::byMiniLm;
    }

    private static List<float[]> byMiniLm(List<String> texts) {
        float[][] found = new float[texts.size()][];
        MiniLm.shared().embed(texts.toArray(String[]::new), (text, vector) -> found[text] = vector, () -> {});
        return Arrays.asList(found);
    }

    /** Counts of words, hashed into as many places as MiniLM has. */
    static List<float[]> byWords(List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (String text : texts) {
            float[] counts = new float[MiniLm.WIDTH];
            Words.of(text, word -> counts[Math.floorMod(word.hashCode(), MiniLm.WIDTH)]++);
            vectors.add(unit(counts));
        }
        return vectors;
    }

    private static float[] unit(float[] vector) {
        double length = Math.sqrt(product(vector, vector));
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
