package dev.millrace.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MiniLmTest {
    private static final String WEATHER = "The weather is lovely today.";
    private static final String SUN = "It's so sunny outside!";
    private static final String STADIUM = "He drove to the stadium.";

    /** The figures are those of the page of Sentence Transformers about this model. */
    @Test
    void findsTheSimilaritiesThatTheModelIsKnownFor() {
        List<float[]> found = embed(WEATHER, SUN, STADIUM);

        assertThat(product(found.get(0), found.get(1))).isCloseTo(0.6660, within(5e-5));
        assertThat(product(found.get(0), found.get(2))).isCloseTo(0.1046, within(5e-5));
        assertThat(product(found.get(1), found.get(2))).isCloseTo(0.1411, within(5e-5));
    }

    /** The figures are those of the same ONNX file in Python, with Hugging Face's tokenizers. */
    @ParameterizedTest
    @CsvSource({
        "The weather is lovely today., 0.0191957, 0.1200854, 0.1595983, 0.0502134",
        "Größe: 42 € – naïve café!, 0.049932, 0.083254, -0.0370397, -0.0204838",
        "'', -0.1188383, 0.0482987, -0.0025481, -0.0157172"
    })
    void findsTheFiguresOfTheReference(String text, float first, float second, float third, float last) {
        float[] found = embed(text).getFirst();

        assertThat(new float[] {found[0], found[1], found[2], found[383]})
                .containsExactly(new float[] {first, second, third, last}, within(1e-6f));
    }

    @Test
    void embedsATextTheSameWhateverStandsBeside() {
        String longer = "corn and flour ".repeat(200);

        float[] alone = embed(WEATHER).getFirst();

        assertThat(embed(longer, WEATHER, SUN, "", longer).get(1)).containsExactly(alone, within(1e-6f));
        assertThat(product(alone, alone)).isCloseTo(1, within(1e-6));
    }

    @Test
    void readsHostileTextsAndCutsLongOnes() {
        String cut = "word ".repeat(254);

        List<float[]> found = embed(
                "?".repeat(1 << 20), "x".repeat(1 << 20), " ".repeat(1 << 20), cut + "ignored", cut, "\uD800\u0000");

        assertThat(found)
                .allSatisfy(
                        embedding -> assertThat(product(embedding, embedding)).isCloseTo(1, within(1e-6)));
        assertThat(found.get(3)).containsExactly(found.get(4), within(1e-6f));
    }

    @Test
    void stopsBetweenBatches() {
        assertThatThrownBy(() -> MiniLm.shared().embed(new String[] {WEATHER}, (text, embedding) -> {}, () -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    private static List<float[]> embed(String... texts) {
        List<float[]> found = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            found.add(new float[0]);
        }
        MiniLm.shared().embed(texts, found::set, () -> {});
        return found;
    }

    private static double product(float[] one, float[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
        }
        return product;
    }
}
