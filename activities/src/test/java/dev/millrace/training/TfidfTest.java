package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.Column;
import dev.millrace.models.Matrix;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TextRows;
import dev.millrace.models.TfidfEncoding;
import dev.millrace.models.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TfidfTest {
    private static final String[] DOCUMENTS = {
        "The mill grinds corn, the miller counts sacks.",
        "Corn prices: 42 a sack; prices rise!",
        "",
        "Größe ÉTÉ été naïve_x 東京 タワー ٣٤ a I ½½ x²",
        "The the THE corn",
        ":-) ... 😀"
    };

    /** The expected figures are those of scikit-learn 1.9's TfidfVectorizer() on the same documents. */
    @Test
    void weighsTermsAsScikitLearnDoes() {
        TfidfEncoding encoding = fit(DOCUMENTS);

        assertThat(encoding.terms())
                .containsExactly(
                        "42", "corn", "counts", "grinds", "größe", "mill", "miller", "naïve_x", "prices", "rise",
                        "sack", "sacks", "the", "x²", "½½", "été", "٣٤", "タワー", "東京");
        weights(
                encoding,
                DOCUMENTS[0],
                "{corn=0.242224425, counts=0.349877334, grinds=0.349877334, mill=0.349877334, miller=0.349877334,"
                        + " sacks=0.349877334, the=0.573808838}");
        weights(
                encoding,
                DOCUMENTS[1],
                "{42=0.365653408, corn=0.253146396, prices=0.731306815, rise=0.365653408, sack=0.365653408}");
        weights(
                encoding,
                DOCUMENTS[3],
                "{größe=0.301511345, naïve_x=0.301511345, x²=0.301511345, ½½=0.301511345, été=0.603022689,"
                        + " ٣٤=0.301511345, タワー=0.301511345, 東京=0.301511345}");
        weights(encoding, DOCUMENTS[4], "{corn=0.270899812, the=0.962607548}");
        weights(encoding, "the corn corn unknown price", "{corn=0.860428896, the=0.509570521}");
    }

    @Test
    void keepsTheTermsOfTheMostRowsAndTheFirstOfThemInTheAlphabet() {
        String many = IntStream.range(0, 1500).mapToObj("w%04d"::formatted).collect(Collectors.joining(" "));

        TfidfEncoding encoding = fit(many, "w1499 w1499", "w1499 w0007", null);

        assertThat(encoding.terms())
                .hasSize(1000)
                .startsWith("w0000")
                .contains("w1499")
                .doesNotContain("w0999");
    }

    @Test
    void countsInBoundedMemory() {
        List<String> texts = new ArrayList<>();
        IntStream.range(0, 5000).forEach(i -> texts.add("id" + i + " often" + (i % 3)));

        TermCounts counts = TermCounts.of(rows(texts.toArray(new String[0])), () -> {}, 100);

        assertThat(counts.distinct()).isLessThanOrEqualTo(100);
        assertThat(counts.encoding("c").terms()).contains("often0", "often1", "often2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!… —", "😀👩‍👩‍👧", "\u0000\uD800\uFFFF", "a b c"})
    void findsNoWordWhereThereIsNone(String text) {
        assertThat(words(text)).isEmpty();
        weights(fit(DOCUMENTS), text, "{}");
    }

    @Test
    void readsAnyTextInTimeThatGrowsWithItsLength() {
        assertThat(words("שלום עולם مرحبا بالعالم")).containsExactly("שלום", "עולם", "مرحبا", "بالعالم");
        assertThat(words("x".repeat(1 << 20))).as("data, not a word").isEmpty();
        assertThat(words("ab ".repeat(1 << 19))).hasSize(1 << 19);
    }

    @Test
    void givesMissingTextsZeros() {
        Column.Text column = column("corn", null);
        Preprocessing preprocessing = Preprocessing.unscaled(List.of(fit("corn mill", "mill")));

        Matrix matrix = preprocessing.transform(Tables.of(column));

        assertThat(matrix.values()).containsExactly(1, 0, 0, 0);
        assertThat(matrix.features()).extracting("name").containsExactly("c: corn", "c: mill");
        assertThat(matrix.features()).extracting("source").containsOnly("c");
    }

    private static TfidfEncoding fit(@Nullable String... documents) {
        return TermCounts.of(rows(documents), () -> {}).encoding("c");
    }

    private static TextRows rows(@Nullable String... documents) {
        return TextRows.of(
                column(documents), IntStream.range(0, documents.length).toArray());
    }

    private static Column.Text column(@Nullable String... documents) {
        return (Column.Text) Tables.texts("c", documents.length, row -> documents[row]);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Words.of(text, words::add);
        return words;
    }

    private static void weights(TfidfEncoding encoding, String text, String expected) {
        Map<String, Double> found = new LinkedHashMap<>();
        encoding.encode(
                column(text),
                new int[] {0},
                (row, feature, value) -> found.put(encoding.terms().get(feature), value));
        Map<String, Double> wanted = new LinkedHashMap<>();
        Arrays.stream(expected.substring(1, expected.length() - 1).split(", "))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("="))
                .forEach(pair -> wanted.put(pair[0], Double.valueOf(pair[1])));
        assertThat(found.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((term, weight) -> assertThat(found.get(term)).as(term).isCloseTo(weight, within(1e-8)));
    }
}
