package dev.millrace.monitoring;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.models.ModelId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version's predictions beside its baseline, how the model is watched, and what is wrong with it. */
record MonitoringView(
        ModelId modelId,
        @Nullable Integer version,
        Instant at,
        Instant since,
        long samples,
        @Schema(description = Described.VERDICT) Verdict verdict,
        @Nullable String detail,
        List<FeatureView> features,
        @Nullable FeatureView output,
        @Nullable LabelReport labels,
        @Nullable TrafficSummary traffic,
        MonitoringReport.@Nullable BaselineSource baseline,
        @Nullable MonitorSettings settings,
        @Nullable WatchView watch,
        List<AlertView> openAlerts) {
    static MonitoringView of(
            MonitoringReport report,
            @Nullable MonitorSettings settings,
            @Nullable WatchView watch,
            List<AlertView> openAlerts) {
        return new MonitoringView(
                report.modelId(),
                report.version(),
                report.at(),
                report.since(),
                report.samples(),
                report.verdict(),
                report.detail(),
                report.features().stream().map(FeatureView::of).toList(),
                report.output() == null ? null : FeatureView.of(report.output()),
                report.labels(),
                report.traffic(),
                report.baseline(),
                settings,
                watch,
                openAlerts);
    }

    /** The job that looks. It is paused, continued and cancelled among the runs: /api/v1/ai/workflows/{id}. */
    record WatchView(JobId jobId, JobStatus status, String self) {}
}
