package dev.millrace.models.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into the pieces of BERT's uncased vocabulary (Devlin et al. 2019; Wu et al. 2016): accents and case are
 * dropped, punctuation and Chinese characters stand alone, and each word is covered by the longest pieces from its start.
 * Names of special tokens in a text mean nothing.
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = special("[UNK]");
        this.begin = special("[CLS]");
        this.end = special("[SEP]");
    }

    private int special(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary lacks " + token);
        }
        return id;
    }

    /** The first {@code most} tokens of the text, those that mark its beginning and end among them. */
    int[] tokens(String text, int most) {
        Tokens tokens = new Tokens(most);
        int from = 0;
        for (int at = 0; at < text.length() && !tokens.full(); ) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (isSpace(character)) {
                add(text.substring(from, at), tokens);
                from = next;
            }
            at = next;
        }
        add(text.substring(from), tokens);
        return tokens.ended();
    }

    /** @param chunk without white space */
    private void add(String chunk, Tokens tokens) {
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(clean(chunk), Normalizer.Form.NFD);
        for (int at = 0; at < plain.length() && !tokens.full(); ) {
            int character = plain.codePointAt(at);
            at += Character.charCount(character);
            if (Character.getType(character) == Character.NON_SPACING_MARK) {
                continue;
            }
            boolean alone = isPunctuation(character) || isChinese(character);
            if (alone) {
                addWord(word, tokens);
            }
            word.appendCodePoint(Character.toLowerCase(character));
            if (alone) {
                addWord(word, tokens);
            }
        }
        addWord(word, tokens);
    }

    private void addWord(StringBuilder word, Tokens tokens) {
        if (!word.isEmpty() && !tokens.full()) {
            int[] pieces = pieces(word.toString());
            Arrays.stream(pieces == null ? new int[] {unknown} : pieces).forEach(tokens::add);
        }
        word.setLength(0);
    }

    /** Null when the vocabulary has no pieces for a part of it. */
    private int @Nullable [] pieces(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return null;
        }
        int[] pieces = new int[word.length()];
        int count = 0;
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            Integer id = piece(word, from, to);
            while (id == null && to > from) {
                id = piece(word, from, --to);
            }
            if (id == null) {
                return null;
            }
            pieces[count++] = id;
            from = to;
        }
        return Arrays.copyOf(pieces, count);
    }

    private @Nullable Integer piece(String word, int from, int to) {
        return to == from ? null : vocabulary.get((from == 0 ? "" : "##") + word.substring(from, to));
    }

    private static String clean(String chunk) {
        StringBuilder clean = new StringBuilder(chunk.length());
        chunk.codePoints().filter(character -> !isControl(character)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isControl(int character) {
        return character == 0xFFFD
                || switch (Character.getType(character)) {
                    case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private static boolean isSpace(int character) {
        return character == '\t' || character == '\n' || character == '\r' || Character.isSpaceChar(character);
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> "$+<=>^`|~".indexOf(character) >= 0;
        };
    }

    private static boolean isChinese(int character) {
        return (character >= 0x4E00 && character <= 0x9FFF)
                || (character >= 0x3400 && character <= 0x4DBF)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0x20000 && character <= 0x2A6DF)
                || (character >= 0x2A700 && character <= 0x2B81F)
                || (character >= 0x2B920 && character <= 0x2CEAF)
                || (character >= 0x2F800 && character <= 0x2FA1F);
    }

    /** Grows with the text, not to what it may become. */
    private final class Tokens {
        private final int most;
        private int[] ids = new int[16];
        private int count;

        Tokens(int most) {
            this.most = most;
            add(begin);
        }

        /** But for the end. */
        boolean full() {
            return count >= most - 1;
        }

        void add(int id) {
            if (!full()) {
                put(id);
            }
        }

        int[] ended() {
            put(end);
            return Arrays.copyOf(ids, count);
        }

        private void put(int id) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = id;
        }
    }
}
