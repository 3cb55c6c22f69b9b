package dev.millrace.monitoring.drift;

import dev.millrace.monitoring.drift.FeatureDrift.Missing;
import dev.millrace.monitoring.drift.FeatureDrift.Samples;
import dev.millrace.monitoring.statistics.Holm;
import dev.millrace.monitoring.statistics.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares profiles feature by feature. A test and a size have to agree before a change counts: tests of large samples find
 * changes that do not matter, and measures of small ones are large by chance. The p-values of all tests are corrected
 * together ({@link Holm}).
 */
public record DriftCheck(Thresholds thresholds) {
    /** Of the features that both have, in the order of the reference. */
    public List<FeatureDrift> compare(List<FeatureProfile> reference, List<FeatureProfile> current) {
        Map<String, FeatureProfile> now =
                current.stream().collect(Collectors.toMap(FeatureProfile::name, Function.identity()));
        List<Difference> differences = reference.stream()
                .flatMap(feature ->
                        Stream.ofNullable(now.get(feature.name())).map(found -> Difference.between(feature, found)))
                .toList();
        double[] adjusted = Holm.adjust(differences.stream()
                .flatMap(difference -> Stream.of(pValue(difference.distribution()), pValue(difference.missing())))
                .mapToDouble(Double::doubleValue)
                .toArray());
        List<FeatureDrift> drifts = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            drifts.add(judge(differences.get(i), adjusted[2 * i], adjusted[2 * i + 1]));
        }
        return drifts;
    }

    private FeatureDrift judge(Difference difference, double distribution, double missing) {
        FeatureProfile reference = difference.reference();
        FeatureProfile current = difference.current();
        TestResult test = difference.distribution();
        boolean numeric = reference.kind() == FeatureKind.NUMERIC;
        List<String> reasons = reasons(difference, distribution, missing);
        return new FeatureDrift(
                reference.name(),
                reference.kind(),
                !reasons.isEmpty(),
                reasons,
                new Samples(reference.present(), current.present()),
                difference.psi(),
                numeric ? test : null,
                numeric ? null : test,
                test == null && difference.missing() == null ? null : Double.valueOf(Math.min(distribution, missing)),
                new Missing(reference.missingRate(), current.missingRate()),
                difference.outOfRange(),
                difference.unseenShare(),
                difference.unseen());
    }

    private List<String> reasons(Difference difference, double distribution, double missing) {
        List<String> reasons = new ArrayList<>();
        Double psi = difference.psi();
        if (psi != null && psi > thresholds.psi() && distribution <= thresholds.pValue()) {
            reasons.add(String.format(Locale.ROOT, "distribution: PSI %.3f, p-value %.2g", psi, distribution));
        }
        double before = difference.reference().missingRate();
        double now = difference.current().missingRate();
        if (Math.abs(now - before) > thresholds.missingRate() && missing <= thresholds.pValue()) {
            reasons.add(
                    String.format(Locale.ROOT, "missing: %.1f %%, in the baseline %.1f %%", 100 * now, 100 * before));
        }
        Double outside = difference.outOfRange();
        if (outside != null && outside > thresholds.outOfRange()) {
            reasons.add(String.format(Locale.ROOT, "out of the known range: %.1f %%", 100 * outside));
        }
        Double unseen = difference.unseenShare();
        if (unseen != null && unseen > thresholds.unseen()) {
            reasons.add(String.format(Locale.ROOT, "unseen categories: %.1f %%", 100 * unseen));
        }
        return reasons;
    }

    /** A test that was not made finds nothing, and does not make the others any stricter than they need be by much. */
    private static double pValue(@Nullable TestResult test) {
        return test == null ? 1 : test.pValue();
    }
}
