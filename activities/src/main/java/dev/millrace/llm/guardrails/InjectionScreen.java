package dev.millrace.llm.guardrails;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.llm.guardrails.AttackPattern.Sign;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Judges whether a text wants to command the model: by the words of known attacks, and, for what these leave in doubt, by
 * likeness to known ones. A second line: what the model may do is bounded by its tools, their roles and their arguments.
 */
@Component
final class InjectionScreen {
    /** Between these, likeness decides. */
    private static final double IN_DOUBT = 0.4;

    private static final double SAID_IN_CODE = 0.5;

    private final KnownAttacks attacks;
    private final Cache<Text, Screening> judged = Caffeine.newBuilder()
            .maximumWeight(16 << 20)
            .<Text, Screening>weigher((text, screening) -> 100 + 2 * text.text().length())
            .build();

    InjectionScreen(KnownAttacks attacks) {
        this.attacks = attacks;
    }

    private record Text(String text, boolean data) {}

    /** @param data whether a tool or document says it; from a user, speaking to the model is no sign */
    Screening judge(String text, boolean data) {
        return judged.get(new Text(text, data), this::judge);
    }

    private Screening judge(Text text) {
        Normalised normalised = Normalised.of(text.text());
        Map<Sign, Double> signs = signs(normalised.plain(), text.data());
        for (String hidden : normalised.hidden()) {
            Map<Sign, Double> within = signs(hidden, text.data());
            if (!Set.copyOf(signs.keySet()).containsAll(within.keySet()) && sum(within) >= SAID_IN_CODE) {
                within.forEach((sign, weight) -> signs.merge(sign, weight, Math::max));
                signs.put(Sign.ENCODED, SAID_IN_CODE);
            }
        }
        double score = sum(signs);
        if (score >= IN_DOUBT && score < Screening.SUSPICIOUS && attacks.resembled(normalised.plain())) {
            signs.put(Sign.SIMILAR, Screening.SUSPICIOUS);
        }
        return new Screening(sum(signs), Set.copyOf(signs.keySet()));
    }

    private static Map<Sign, Double> signs(String text, boolean data) {
        Map<Sign, Double> signs = new EnumMap<>(Sign.class);
        for (AttackPattern pattern : AttackPattern.ALL) {
            boolean says = signs.getOrDefault(pattern.sign(), 0.0) < pattern.weight()
                    && (data || !pattern.inDataOnly())
                    && pattern.pattern().matcher(text).find();
            if (says) {
                signs.put(pattern.sign(), pattern.weight());
            }
        }
        return signs;
    }

    private static double sum(Map<Sign, Double> signs) {
        return signs.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
