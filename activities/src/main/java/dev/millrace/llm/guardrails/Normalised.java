package dev.millrace.llm.guardrails;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as a reader sees it, and what it says to one who decodes it: compatibility forms, look-alike letters, invisible
 * characters and accents are undone, and Base64, hexadecimal, ROT13, reversed, spaced and leetspeak text is read.
 *
 * @param plain in lower case, with single spaces and line ends
 * @param hidden what was encoded; plain as well
 */
record Normalised(String plain, List<String> hidden) {
    private static final int LONGEST = 200_000;
    private static final int LONGEST_GUESSED = 4_000;
    private static final int MOST_DECODED = 8;
    private static final int FIRST_TAG = 0xE0000;
    private static final int LAST_TAG = 0xE007F;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{20,20000}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?<![0-9A-Za-z])[0-9A-Fa-f][0-9A-Fa-f :]{23,20000}");
    private static final Pattern SPACED = Pattern.compile("(?:(?<!\\w)\\w[ .*_|-]{1,3}){6,400}\\w(?!\\w)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[nrt\"/]|u([0-9A-Fa-f]{4}))");
    private static final Pattern LEET = Pattern.compile("[a-z][0134578@$]+[a-z]|[0134578@$]+[a-z]{2}");

    /** Cyrillic and Greek letters, and what they look like. */
    private static final String LOOK_ALIKES = "аaеeоoрpсcхxуyіiјjѕsԁdһhӏlкkмmтtвbнhѵvԝwɡgαaεeοoρpνvτtιiκkυuχxηn";

    static Normalised of(String text) {
        String bounded = text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + "\n" + text.substring(text.length() - LONGEST / 2);
        String visible = visible(unescaped(bounded));
        String plain = plain(visible);
        List<String> hidden = new ArrayList<>();
        String tagged = tagged(bounded);
        if (!tagged.isEmpty()) {
            hidden.add(plain(tagged));
        }
        decode(BASE64, visible, hidden);
        decode(HEX, visible, hidden);
        Matcher spaced = SPACED.matcher(visible);
        if (spaced.find()) {
            hidden.add(plain(spaced.reset().replaceAll(run -> unspaced(run.group()))));
        }
        if (plain.length() <= LONGEST_GUESSED) {
            hidden.add(rot13(plain));
            hidden.add(new StringBuilder(plain).reverse().toString());
            if (LEET.matcher(plain).find()) {
                hidden.add(unleet(plain));
            }
        }
        return new Normalised(plain, List.copyOf(hidden));
    }

    /** JSON within a text has its line ends, quotes and other characters escaped. */
    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group().charAt(1)) {
                            case 'u' -> String.valueOf((char) Integer.parseInt(escape.group(1), 16));
                            case '"', '/' -> escape.group().substring(1);
                            default -> "\n";
                        }));
    }

    /** Without characters that nobody sees: zero-width, bidirectional, tags and other formats. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT
                        && !(character >= 0xFE00 && character <= 0xFE0F)
                        && !(character >= 0xE0100 && character <= 0xE01EF))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .map(Normalised::lookAlike)
                .forEach(plain::appendCodePoint);
        return plain.toString()
                .replace('\u2019', '\'')
                .replaceAll("[^\\S\\n]+", " ")
                .replaceAll(" ?\\n[ \\n]*", "\n")
                .strip();
    }

    private static int lookAlike(int character) {
        if (character < 0x80) {
            return character;
        }
        int at = LOOK_ALIKES.indexOf(character);
        return at >= 0 && at % 2 == 0 ? LOOK_ALIKES.charAt(at + 1) : character;
    }

    /** ASCII in the invisible characters of the block Tags. */
    private static String tagged(String text) {
        StringBuilder tagged = new StringBuilder();
        text.codePoints()
                .filter(character -> character > FIRST_TAG && character < LAST_TAG)
                .forEach(character -> tagged.appendCodePoint(character - FIRST_TAG));
        return tagged.toString();
    }

    private static void decode(Pattern form, String text, List<String> into) {
        Matcher matcher = form.matcher(text);
        for (int found = 0; found < MOST_DECODED && matcher.find(); ) {
            String decoded = decoded(form, matcher.group());
            if (decoded.length() >= 8 && isText(decoded)) {
                into.add(plain(decoded));
                found++;
            }
        }
    }

    private static String decoded(Pattern form, String code) {
        try {
            byte[] bytes = form == HEX
                    ? HexFormat.of().parseHex(evenly(code.replaceAll("[ :]", "")))
                    : Base64.getDecoder()
                            .decode(code.replace('-', '+').replace('_', '/').replaceAll("=+$", ""));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String evenly(String digits) {
        return digits.substring(0, digits.length() & ~1);
    }

    private static boolean isText(String decoded) {
        long printable = decoded.codePoints()
                .filter(character -> Character.isLetterOrDigit(character)
                        || Character.isWhitespace(character)
                        || ".,;:!?'\"()-/<>[]#*_".indexOf(character) >= 0)
                .count();
        return printable >= 0.95 * decoded.codePointCount(0, decoded.length());
    }

    /** Letters are one character apart, words more. */
    private static String unspaced(String run) {
        return Matcher.quoteReplacement(run.replaceAll("(?<=\\w)[ .*_|-](?=\\w)", ""));
    }

    private static String rot13(String text) {
        StringBuilder rotated = new StringBuilder(text.length());
        text.chars()
                .map(character -> character >= 'a' && character <= 'z' ? 'a' + (character - 'a' + 13) % 26 : character)
                .forEach(character -> rotated.append((char) character));
        return rotated.toString();
    }

    private static String unleet(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('8', 'b')
                .replace('@', 'a')
                .replace('$', 's');
    }
}
