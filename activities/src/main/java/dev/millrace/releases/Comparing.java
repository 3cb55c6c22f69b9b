package dev.millrace.releases;

import dev.millrace.prediction.PredictionCounts;
import dev.millrace.prediction.Traffic;
import dev.millrace.prediction.TrafficCount;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares the two versions of an A/B test by what has been observed so far. */
@Component
final class Comparing {
    private final PredictionCounts counts;
    private final FeedbackCounts feedback;

    Comparing(PredictionCounts counts, FeedbackCounts feedback) {
        this.counts = counts;
        this.feedback = feedback;
    }

    /** Decided as soon as the difference is not chance, or is known to be smaller than what would matter. */
    Verdict check(RolloutRequest request) {
        AbTest test = Objects.requireNonNull(request.spec().ab());
        Comparison comparison = compare(request);
        long least = Math.min(
                comparison.champion().observations(), comparison.challenger().observations());
        String detail = describe(comparison);
        if (least < test.minSamples()) {
            return new Verdict(Verdict.Kind.WAITING, detail);
        }
        return new Verdict(isDecided(comparison, test) ? Verdict.Kind.DECIDED : Verdict.Kind.FINE, detail);
    }

    Comparison compare(RolloutRequest request) {
        AbTest test = Objects.requireNonNull(request.spec().ab());
        Sides sides = Sides.of(request, 0);
        return compare(
                test,
                side(test, sides.champion(), sides.classes()),
                side(test, sides.challenger(), sides.classes()),
                request.spec());
    }

    static Comparison compare(AbTest test, Mean champion, Mean challenger, RolloutSpec spec) {
        SequentialTest sequential = new SequentialTest(test.alpha(), test.minimumEffect());
        boolean both = champion.n() > 0 && challenger.n() > 0;
        SequentialTest.Finding finding = sequential.compare(champion, challenger);
        boolean enough = Math.min(champion.n(), challenger.n()) >= test.minSamples();
        Comparison.Better better = Comparison.Better.UNDECIDED;
        if (both && enough && finding.isSignificant()) {
            better = finding.difference() > 0 == test.lessIsBetter()
                    ? Comparison.Better.CHAMPION
                    : Comparison.Better.CHALLENGER;
        }
        return new Comparison(
                test.metric(),
                new Comparison.Side(spec.champion(), champion.n(), known(champion.mean())),
                new Comparison.Side(spec.version(), challenger.n(), known(challenger.mean())),
                known(finding.difference()),
                known(finding.low()),
                known(finding.high()),
                both ? finding.pValue() : null,
                test.alpha(),
                both && finding.low() > Double.NEGATIVE_INFINITY
                        ? sequential.observationsNeeded(champion, challenger, test.minimumEffect())
                        : null,
                better);
    }

    static String describe(Comparison c) {
        return String.format(
                Locale.ROOT,
                "%s of version %d is %s over %d, of version %d %s over %d; difference %s, between %s and %s at %.4g %% confidence: %s",
                c.metric(),
                c.champion().version(),
                number(c.champion().value()),
                c.champion().observations(),
                c.challenger().version(),
                number(c.challenger().value()),
                c.challenger().observations(),
                number(c.difference()),
                number(c.low()),
                number(c.high()),
                100 * (1 - c.alpha()),
                c.better() == Comparison.Better.UNDECIDED
                        ? "not decided"
                        : c.better().name().toLowerCase(Locale.ROOT) + " is better");
    }

    private static boolean isDecided(Comparison comparison, AbTest test) {
        Double low = comparison.low();
        Double high = comparison.high();
        boolean small = low != null && high != null && low > -test.minimumEffect() && high < test.minimumEffect();
        return small || comparison.better() != Comparison.Better.UNDECIDED;
    }

    private Mean side(AbTest test, Traffic side, boolean classes) {
        if (test.fromFeedback()) {
            return feedback.of(side, classes).mean(test.metric());
        }
        TrafficCount count = counts.ofStage(side);
        return Mean.ofShare(count.errors(), count.requests());
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.4g", value);
    }
}
