package dev.millrace.monitoring;

import dev.millrace.models.Model;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.monitoring.drift.DriftCheck;
import dev.millrace.monitoring.drift.FeatureDrift;
import dev.millrace.monitoring.drift.FeatureProfile;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares what a version was asked and has answered lately with its baseline. */
@Component
public final class MonitoringReports {
    private static final String APART = "\0output";

    private final ModelVersions versions;
    private final Baselines baselines;
    private final WindowReader windows;
    private final TrafficReader traffic;
    private final Clock clock;

    MonitoringReports(
            ModelVersions versions, Baselines baselines, WindowReader windows, TrafficReader traffic, Clock clock) {
        this.versions = versions;
        this.baselines = baselines;
        this.windows = windows;
        this.traffic = traffic;
        this.clock = clock;
    }

    /**
     * Where nothing can be compared, since no version is deployed or nothing is known of its training data, the report says so.
     *
     * @param number the version, null for the deployed one
     * @param since null for the beginning of the settings' window
     * @throws Problem 404 when there is no such version
     */
    public MonitoringReport report(
            TenantId tenant, Model model, @Nullable Integer number, @Nullable Instant since, MonitorSettings settings) {
        try {
            return compared(tenant, model, number, since, settings);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.NOT_FOUND || problem.type().passesWithTime()) {
                throw problem;
            }
            Instant now = clock.instant();
            return MonitoringReport.unknown(
                    model.id(),
                    number == null ? model.deployedVersion() : number,
                    now,
                    since == null ? now.minus(settings.window()) : since,
                    problem.detail());
        }
    }

    private MonitoringReport compared(
            TenantId tenant, Model model, @Nullable Integer number, @Nullable Instant since, MonitorSettings settings) {
        ModelVersion version = version(tenant, model, number);
        Baseline baseline = baselines.of(tenant, version, settings.baselineDatasetId());
        Instant now = clock.instant();
        Instant from = since == null ? now.minus(settings.window()) : since;
        WindowReader.Window window = windows.read(tenant, version, from, baseline);
        boolean enough = window.samples() >= settings.minSamples();
        List<FeatureDrift> drifts = enough ? compare(settings, baseline, window) : List.of();
        boolean withOutput = enough && baseline.output() != null && window.output() != null;
        LabelReport labels = new LabelCheck(version, settings.thresholds().metricDrop())
                .judge(windows.labelled(tenant, version, from));
        return new MonitoringReport(
                model.id(),
                version.version(),
                now,
                from,
                window.samples(),
                verdict(enough, drifts, labels),
                enough ? null : tooFew(window, settings),
                withOutput ? drifts.subList(0, drifts.size() - 1) : drifts,
                withOutput ? drifts.getLast() : null,
                labels,
                traffic.read(tenant, version, from),
                MonitoringReport.BaselineSource.of(baseline));
    }

    private ModelVersion version(TenantId tenant, Model model, @Nullable Integer number) {
        Integer wanted = number == null ? model.deployedVersion() : number;
        if (wanted == null) {
            throw Problem.conflict("no version of model " + model.name()
                    + " is deployed; deploy one, or name a version: 1 to " + model.latestVersion());
        }
        return versions.find(tenant, model.id(), wanted)
                .orElseThrow(() -> Problem.notFound("version of model " + model.name(), wanted));
    }

    /** The output is the last, where there is one. */
    private static List<FeatureDrift> compare(MonitorSettings settings, Baseline baseline, WindowReader.Window window) {
        List<FeatureProfile> before = new ArrayList<>(baseline.features());
        List<FeatureProfile> now = new ArrayList<>(window.features());
        FeatureProfile outputBefore = baseline.output();
        FeatureProfile outputNow = window.output();
        if (outputBefore == null || outputNow == null) {
            return new DriftCheck(settings.thresholds()).compare(before, now);
        }
        // A feature may have the output's name: the output is put apart by one that no column can have.
        before.add(outputBefore.named(APART));
        now.add(outputNow.named(APART));
        List<FeatureDrift> drifts = new ArrayList<>(new DriftCheck(settings.thresholds()).compare(before, now));
        drifts.set(drifts.size() - 1, drifts.getLast().named(Outputs.NAME));
        return drifts;
    }

    private static Verdict verdict(boolean enough, List<FeatureDrift> drifts, @Nullable LabelReport labels) {
        if (labels != null && labels.degraded()) {
            return Verdict.DEGRADED;
        }
        if (!enough) {
            return Verdict.INSUFFICIENT_DATA;
        }
        return drifts.stream().anyMatch(FeatureDrift::drifting) ? Verdict.DRIFTING : Verdict.STABLE;
    }

    private static String tooFew(WindowReader.Window window, MonitorSettings settings) {
        return window.samples() + " sampled predictions in the window; min_samples is " + settings.minSamples();
    }
}
