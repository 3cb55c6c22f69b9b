package dev.millrace.llm.guardrails;

import dev.millrace.llm.guardrails.PersonalData.Found;
import dev.millrace.llm.guardrails.PersonalData.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The personal data of one call and the placeholders that leave in its place: the same data has the same placeholder
 * throughout, numbered by kind in the order of the texts, so that an equal question gets equal placeholders again.
 */
final class Redaction {
    static final Pattern PLACEHOLDER = Pattern.compile("\\[(?:SECRET|EMAIL|IBAN|CARD|SSN|IP|PHONE)_\\d{1,6}]");
    /** What may yet become a placeholder. */
    private static final Pattern BEGUN = Pattern.compile("\\[[A-Z]{0,6}(?:_\\d{0,6})?$");

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Set<String> taken = new HashSet<>();

    /** @param texts of the whole call; placeholders that they hold already are the sender's own, and are left alone */
    Redaction(Collection<String> texts) {
        for (String text : texts) {
            Matcher own = PLACEHOLDER.matcher(text);
            while (own.find()) {
                taken.add(own.group());
            }
        }
    }

    String hide(String text) {
        StringBuilder hidden = new StringBuilder(text.length());
        int from = 0;
        for (Found found : PersonalData.in(text)) {
            String value = text.substring(found.start(), found.end());
            hidden.append(text, from, found.start());
            hidden.append(placeholders.computeIfAbsent(value, data -> next(found.kind(), data)));
            from = found.end();
        }
        return hidden.append(text, from, text.length()).toString();
    }

    private String next(Kind kind, String value) {
        String placeholder;
        do {
            placeholder = "[" + kind + "_" + counts.merge(kind, 1, Integer::sum) + "]";
        } while (taken.contains(placeholder));
        values.put(placeholder, value);
        return placeholder;
    }

    String restore(String text) {
        return restore(text, UnaryOperator.identity());
    }

    /** @param form makes the data fit the text that it goes into */
    String restore(String text, UnaryOperator<String> form) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = values.get(match.group());
            return Matcher.quoteReplacement(value == null ? match.group() : form.apply(value));
        });
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Set<Kind> kinds() {
        return counts.keySet();
    }

    /** How much of the text can be restored before more of it is known. */
    static int settled(CharSequence text) {
        Matcher begun = BEGUN.matcher(text);
        return begun.find() ? begun.start() : text.length();
    }
}
