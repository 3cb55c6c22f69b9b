package dev.millrace.models.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordPiecesTest {
    private final WordPieces pieces = new WordPieces(MiniLm.vocabulary());

    /** The tokens are those of Hugging Face's tokenizers 0.23 with the model's own file. */
    @ParameterizedTest
    @CsvSource({
        "'', 101 102",
        "?!, 101 1029 999 102",
        "naïve Größe ÉTÉ İstanbul ΑΣ, 101 15743 24665 2080 17499 3802 2063 9960 1155 29733 102",
        "東京タワー 价格42, 101 1879 1755 1709 30262 30265 100 100 4413 102",
        "antidisestablishmentarianism, 101 3424 10521 4355 7875 13602 3672 12199 2964 102",
        "don't stop-now! $5.00 <a+b>, 101 2123 1005 1056 2644 1011 2085 999 1002 1019 1012 4002 1026 1037 1009 1038 1028 102",
        "😀 smile 👩‍👩‍👧, 101 100 2868 100 102",
        "שלום עולם مرحبا, 101 1266 29799 29792 29800 1259 29792 29799 29800 1295 17149 29820 29816 25573 102",
        "½ x² ٣٤ ① Ⅷ, 101 1092 1060 10701 100 100 100 102"
    })
    void cutsTextsAsTheModelLearntThem(String text, String tokens) {
        assertThat(tokens(text, 256)).isEqualTo(tokens);
    }

    @Test
    void dropsWhatCannotBeSeen() {
        assertThat(tokens("\u0000a\ufffdb\u200bc\u00add\u2028e", 256)).isEqualTo("101 5925 2094 1041 102");
        assertThat(tokens("a\u0301 e\u0301\u0323 \u0301x", 256)).isEqualTo("101 1037 1041 1060 102");
    }

    @Test
    void keepsTheBeginningOfALongText() {
        assertThat(tokens("word ".repeat(1000), 5)).isEqualTo("101 2773 2773 2773 102");
        assertThat(tokens("x".repeat(101) + " y", 256)).isEqualTo("101 100 1061 102");
    }

    @Test
    void readsTheNamesOfSpecialTokensAsWords() {
        assertThat(tokens("[SEP]", 256)).isEqualTo("101 1031 19802 1033 102");
    }

    private String tokens(String text, int most) {
        StringBuilder tokens = new StringBuilder();
        for (int token : pieces.tokens(text, most)) {
            tokens.append(tokens.isEmpty() ? "" : " ").append(token);
        }
        return tokens.toString();
    }
}
