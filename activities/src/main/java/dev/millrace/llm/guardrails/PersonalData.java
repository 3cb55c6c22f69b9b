package dev.millrace.llm.guardrails;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what points to a person or opens a door, by its form. Where a form has a checksum (IBAN: ISO 13616, card numbers:
 * Luhn, ISO/IEC 7812), it must hold. Names and street addresses have no form and are not found.
 */
final class PersonalData {
    private static final int SHORTEST_CARD = 14;
    private static final int LONGEST_CARD = 19;
    private static final int SHORTEST_PHONE = 9;
    private static final int LONGEST_PHONE = 15;

    private PersonalData() {}

    /** Where two overlap, the one named first here counts. */
    enum Kind {
        SECRET,
        EMAIL,
        IBAN,
        CARD,
        SSN,
        IP,
        PHONE
    }

    /** From {@code start} up to, not including, {@code end}. */
    record Found(Kind kind, int start, int end) {}

    private record Detector(Kind kind, Pattern pattern, int group, Predicate<String> check) {
        Detector(Kind kind, String pattern) {
            this(kind, Pattern.compile(pattern), 0, text -> true);
        }

        Detector(Kind kind, String pattern, Predicate<String> check) {
            this(kind, Pattern.compile(pattern), 0, check);
        }
    }

    private static final List<Detector> DETECTORS = List.of(
            new Detector(
                    Kind.SECRET, "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\\s\\S]{1,10000}?-----END [A-Z ]{0,30}-----"),
            new Detector(
                    Kind.SECRET,
                    "(?<![\\w-])(?:sk-[A-Za-z0-9_-]{16,200}|mr_[A-Za-z0-9_-]{20,200}|(?:AKIA|ASIA)[0-9A-Z]{16}"
                            + "|gh[pousr]_[A-Za-z0-9]{30,200}|github_pat_[A-Za-z0-9_]{30,200}|glpat-[A-Za-z0-9_-]{20,100}"
                            + "|xox[abeoprs]-[A-Za-z0-9-]{10,200}|AIza[0-9A-Za-z_-]{35}|hf_[A-Za-z0-9]{30,100}"
                            + "|[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}|npm_[A-Za-z0-9]{36}|whsec_[A-Za-z0-9+/=]{20,200}"
                            + "|eyJ[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,1000})(?![\\w-])"),
            new Detector(
                    Kind.SECRET,
                    Pattern.compile(
                            "(?i)(?:password|passwd|pwd|passphrase|api[ _-]?key|access[ _-]?token|auth[ _-]?token"
                                    + "|client[ _-]?secret|secret[ _-]?key|passwort|kennwort)[\"']?\\s{0,3}(?:[:=]|\\bis\\b)\\s{0,3}[\"']?"
                                    + "([^\\s\"'\\\\,;\\[\\]{}<>]{6,200})"),
                    1,
                    PersonalData::looksRandom),
            new Detector(
                    Kind.EMAIL,
                    "(?<![\\w.%+-])[A-Za-z0-9_%+'-]{1,64}(?:\\.[A-Za-z0-9_%+'-]{1,64}){0,8}+@"
                            + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}[A-Za-z]{2,24}(?![\\w-])"),
            new Detector(
                    Kind.IBAN,
                    "(?<![\\w-])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\\w-])",
                    PersonalData::isIban),
            new Detector(Kind.CARD, "(?<![\\w.-])[2-6]\\d{3}(?:[ -]?\\d){10,15}(?![\\w-])", PersonalData::isCard),
            new Detector(Kind.SSN, "(?<![\\w-])(?!000|666|9\\d\\d)\\d{3}([- ])(?!00)\\d{2}\\1(?!0000)\\d{4}(?![\\w-])"),
            new Detector(
                    Kind.IP,
                    "(?<![\\w.])(?!127\\.|0\\.)(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
                            + "(?![\\w]|\\.\\d)"),
            new Detector(
                    Kind.IP,
                    "(?<![\\w:.])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
                            + "|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})(?![\\w:])",
                    text -> text.chars().anyMatch(Character::isDigit)),
            new Detector(Kind.PHONE, "(?<![\\w.])\\+[1-9](?:[ ()./-]{0,2}\\d){6,14}(?![\\w-])", PersonalData::isPhone),
            new Detector(
                    Kind.PHONE,
                    "(?<![\\w.-])(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}(?![\\w-])"),
            new Detector(
                    Kind.PHONE,
                    "(?<![\\w.:-])\\(?0{1,2}[1-9]\\d{0,3}\\)?(?:[ /-]\\d{2,8}){1,4}(?![\\w.:-])",
                    PersonalData::isPhone));

    /** In order, none overlapping another. */
    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        BitSet covered = new BitSet();
        for (Detector detector : DETECTORS) {
            Matcher matcher = detector.pattern.matcher(text);
            while (matcher.find()) {
                int start = matcher.start(detector.group);
                int end = matcher.end(detector.group);
                int next = covered.nextSetBit(start);
                if ((next < 0 || next >= end) && detector.check.test(text.substring(start, end))) {
                    covered.set(start, end);
                    found.add(new Found(detector.kind, start, end));
                }
            }
        }
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }

    private static boolean looksRandom(String value) {
        return value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter)
                && !value.startsWith("[");
    }

    private static boolean isIban(String text) {
        String iban = text.replace(" ", "");
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .forEach(character -> digits.append(Character.digit(character, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).equals(BigInteger.ONE);
    }

    private static boolean isCard(String text) {
        String digits = digits(text);
        if (digits.length() < SHORTEST_CARD || digits.length() > LONGEST_CARD) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    private static boolean isPhone(String text) {
        int digits = digits(text).length();
        return digits >= (text.startsWith("+") ? SHORTEST_PHONE - 2 : SHORTEST_PHONE) && digits <= LONGEST_PHONE;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
