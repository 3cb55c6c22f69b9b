package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How likely an outcome is, and what speaks for and against it: by a deployed model where there is one, else by how like
 * cases ended; null where there are too few of them. Every reason names where it comes from.
 */
record Judgement(@Nullable Double probability, List<String> pro, List<String> contra) {
    private static final int REASONS = 4;
    private static final double NEGLIGIBLE = 0.005;

    /** @param ended what the cases did, such as {@code converted} */
    static Judgement of(Optional<Scores.Score> score, Cohort cohort, Entity entity, String ended) {
        return score.map(Judgement::byModel).orElseGet(() -> byCases(cohort, entity, ended));
    }

    private static Judgement byModel(Scores.Score score) {
        return new Judgement(score.probability(), reasons(score, 1), reasons(score, -1));
    }

    private static List<String> reasons(Scores.Score score, int sign) {
        return score.contributions().stream()
                .filter(part -> sign * part.contribution() > NEGLIGIBLE)
                .limit(REASONS)
                .map(part -> String.format(
                        Locale.ROOT,
                        "%s %s: %+.2f %s (model %s)",
                        part.feature(),
                        part.value().equals("null") ? "not known" : part.value(),
                        part.contribution(),
                        score.space(),
                        score.model()))
                .toList();
    }

    private static Judgement byCases(Cohort cohort, Entity entity, String ended) {
        Optional<Cohort.Rate> like = cohort.like(entity);
        if (like.isEmpty()) {
            return new Judgement(null, List.of(), List.of());
        }
        Cohort.Rate overall = cohort.overall();
        List<String> pro = new ArrayList<>();
        List<String> contra = new ArrayList<>();
        String basis = like.get().traits().isEmpty()
                ? like.get() + " " + cohort.what() + " " + ended + "; none is more like this one"
                : like.get() + " " + cohort.what() + " with " + like.get().traits() + " " + ended + " (of all: "
                        + overall + ")";
        (like.get().probability() >= overall.probability() ? pro : contra).add(basis);
        cohort.telling(entity, true).stream().limit(REASONS).forEach(rate -> pro.add(words(rate, cohort, ended)));
        cohort.telling(entity, false).stream().limit(REASONS).forEach(rate -> contra.add(words(rate, cohort, ended)));
        return new Judgement(
                like.get().probability(),
                pro.stream().distinct().toList(),
                contra.stream().distinct().toList());
    }

    private static String words(Cohort.Rate rate, Cohort cohort, String ended) {
        return rate.traits() + ": " + rate + " " + cohort.what() + " " + ended;
    }
}
