package dev.millrace.models.text;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Cuts a text into lower-case words: runs of two or more letters, digits and underscores of any script, which is
 * scikit-learn's {@code (?u)\b\w\w+\b}. Runs of more than {@link #LONGEST} are not words but data, and are passed over.
 */
public final class Words {
    static final int LONGEST = 100;

    private Words() {}

    public static void of(String text, Consumer<String> each) {
        String lower = text.toLowerCase(Locale.ROOT);
        int begin = 0;
        int characters = 0;
        for (int at = 0; at < lower.length(); ) {
            int character = lower.codePointAt(at);
            if (belongsToWord(character)) {
                characters++;
            } else {
                give(lower, begin, at, characters, each);
                begin = at + Character.charCount(character);
                characters = 0;
            }
            at += Character.charCount(character);
        }
        give(lower, begin, lower.length(), characters, each);
    }

    private static void give(String text, int begin, int end, int characters, Consumer<String> each) {
        if (characters >= 2 && characters <= LONGEST) {
            each.accept(text.substring(begin, end));
        }
    }

    private static boolean belongsToWord(int character) {
        return character == '_'
                || switch (Character.getType(character)) {
                    case Character.UPPERCASE_LETTER,
                            Character.LOWERCASE_LETTER,
                            Character.TITLECASE_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.OTHER_LETTER,
                            Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }
}
