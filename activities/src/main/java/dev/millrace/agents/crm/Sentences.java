package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits texts into sentences, each with the record that it comes from. */
final class Sentences {
    /** What is looked at of all texts together. */
    static final int MOST = 200;

    private static final int SHORTEST = 12;
    private static final int LONGEST = 400;
    private static final List<String> TEXTS = List.of("text", "description", "notes", "outcome", "next_step");

    private Sentences() {}

    /** A sentence as it stands in its source; {@code source} is empty for a text without a record. */
    record Sentence(String text, String source) {
        /** With where it comes from. */
        String cited() {
            return source.isEmpty() ? text : text + " [" + source + "]";
        }
    }

    static List<Sentence> of(String text, String source) {
        List<Sentence> found = new ArrayList<>();
        for (String line : text.split("\\R{2,}|\\R(?=[-*•\\d])")) {
            BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            String joined = line.replaceAll("\\s+", " ").strip();
            breaks.setText(joined);
            int from = breaks.first();
            for (int to = breaks.next();
                    to != BreakIterator.DONE && found.size() < MOST;
                    from = to, to = breaks.next()) {
                String sentence = joined.substring(from, to).strip();
                if (sentence.length() >= SHORTEST) {
                    found.add(new Sentence(shortened(sentence), source));
                }
            }
        }
        return found;
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST
                ? sentence
                : sentence.substring(0, LONGEST).strip() + " …";
    }

    /** Of the texts of these records, in their order. */
    static List<Sentence> of(List<Entity> entities) {
        List<Sentence> found = new ArrayList<>();
        for (Entity entity : entities) {
            Facts facts = new Facts(entity);
            for (String name : TEXTS) {
                facts.text(name).ifPresent(text -> found.addAll(of(text, facts.source())));
            }
            if (found.size() >= MOST) {
                return found.subList(0, MOST);
            }
        }
        return found;
    }
}
