package dev.millrace.agents.crm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a sentence is about, by the words that it has. */
enum Cue {
    ACTION(
            "(?:to[- ]do|next steps?|follow(?:ing)? up|action items?|please|needs? to|must|should|will (?:send|call|prepare|share|"
                    + "provide|schedule|review|check|get back)|agreed to|by (?:mon|tues|wednes|thurs|fri)day|deadline|due (?:on|by)|"
                    + "asked? (?:us )?(?:for|to)|schedule)"),
    RISK(
            "(?:risks?|concern(?:ed|s)?|worr(?:y|ied)|delay(?:ed|s)?|blocked|blockers?|too expensive|over budget|budget (?:cut|freeze)|"
                    + "competitors?|cancel(?:led|ling)?|unhappy|complain(?:t|ts|ed)?|not sure|postponed?|legal|security review|"
                    + "lost|leav(?:e|ing)|churn|escalat(?:ed|ion)|outages?)"),
    OPPORTUNITY("(?:interested in|opportunit(?:y|ies)|expand(?:ing)?|upgrade|more (?:seats|licen[cs]es|users|sites)|"
            + "additional (?:seats|licen[cs]es|users|sites|module)|grow(?:ing|th)?|new (?:team|site|project|budget)|renew(?:al)?|"
            + "recommend(?:ed)?|referr(?:al|ed)|pilot|would like)"),
    PAIN(
            "(?:problems?|pain|difficult(?:y|ies)?|struggl(?:e|es|ing)|slow|manual(?:ly)?|errors?|cumbersome|expensive|frustrat(?:ed|ing)|"
                    + "wastes?|bottlenecks?|outdated|missing|cannot|can't|fails?|unreliable|complain(?:t|ts|ed)?)");

    private final Pattern words;

    Cue(String words) {
        this.words = Pattern.compile("(?i)\\b" + words + "\\b");
    }

    boolean in(String sentence) {
        return words.matcher(sentence).find();
    }

    /** The first of the sentences that have it, each once, cited. */
    List<String> cited(List<Sentences.Sentence> sentences, int most) {
        Set<String> said = new HashSet<>();
        return sentences.stream()
                .filter(sentence -> in(sentence.text()) && said.add(sentence.text()))
                .map(Sentences.Sentence::cited)
                .limit(most)
                .toList();
    }
}
