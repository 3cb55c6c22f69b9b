package dev.millrace.monitoring;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.Model;
import dev.millrace.models.Models;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One look at a watched model, and what follows from it. */
@Component
final class Watching {
    private final TenantTransactions transactions;
    private final Models models;
    private final MonitoringReports reports;
    private final Evaluations evaluations;
    private final Alerts alerts;
    private final AlertWebhooks webhooks;
    private final Retraining retraining;
    private final JobResults results;
    private final MonitoringMeters meters;

    Watching(
            TenantTransactions transactions,
            Models models,
            MonitoringReports reports,
            Evaluations evaluations,
            Alerts alerts,
            AlertWebhooks webhooks,
            Retraining retraining,
            JobResults results,
            MonitoringMeters meters) {
        this.transactions = transactions;
        this.models = models;
        this.reports = reports;
        this.evaluations = evaluations;
        this.alerts = alerts;
        this.webhooks = webhooks;
        this.retraining = retraining;
        this.results = results;
        this.meters = meters;
    }

    Round look(MonitoringRequest request, String round) {
        JobRef watch = request.job();
        TenantId tenant = watch.tenant();
        Optional<Model> model = models.find(tenant, request.model());
        Optional<Monitor> monitor = model.flatMap(_ -> transactions.in(tenant, jdbc -> {
            MonitorRows rows = new MonitorRows(jdbc);
            return rows.release(request.model(), watch) ? Optional.empty() : rows.find(request.model());
        }));
        if (model.isEmpty() || monitor.isEmpty()) {
            return Round.ended();
        }
        MonitorSettings settings = monitor.get().settings();
        keep(watch, round, settings, reports.report(tenant, model.get(), null, null, settings));
        retraining.follow(watch, model.get(), settings.retrain());
        return new Round(true, settings.interval(), webhooks.due(tenant, request.model()));
    }

    private void keep(JobRef watch, String round, MonitorSettings settings, MonitoringReport report) {
        boolean kept = transactions.in(watch.tenant(), jdbc -> {
            // One look after the other, and none into a model that is being deleted.
            boolean first = new MonitorRows(jdbc).lock(report.modelId()).isPresent()
                    && evaluations.keep(jdbc, watch.tenant(), round, report);
            if (first) {
                alerts.follow(jdbc, watch, report, settings.webhookUrl());
                results.merge(jdbc, watch, shown(report));
            }
            return first;
        });
        if (kept) {
            meters.looked(report.verdict());
        }
    }

    private static Map<String, @Nullable Object> shown(MonitoringReport report) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("model_id", report.modelId());
        shown.put("version", report.version());
        shown.put("verdict", report.verdict());
        shown.put("samples", report.samples());
        shown.put("detail", report.detail());
        return shown;
    }
}
