package dev.millrace.automl;

import dev.millrace.jobs.ChildJobs;
import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tuning.TuningSpec;
import dev.millrace.tuning.TuningSubmissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the study of an AutoML job, as a job of its own, once. */
@Component
final class StudyStart {
    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final ChildJobs children;
    private final TuningSubmissions studies;
    private final JobResults results;
    private final Clock clock;

    StudyStart(
            TenantTransactions transactions,
            Jobs jobs,
            ChildJobs children,
            TuningSubmissions studies,
            JobResults results,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.children = children;
        this.studies = studies;
        this.results = results;
        this.clock = clock;
    }

    ChildRun start(AutomlRequest request, Duration left) {
        Job parent = jobs.get(request.job().tenant(), request.job().job());
        JobId before = Json.read(parent.result(), AutomlOutcome.class).studyId();
        JobId study = before == null ? write(parent, request.spec(), left) : before;
        return children.start(jobs.get(request.job().tenant(), study));
    }

    private JobId write(Job parent, AutomlSpec spec, Duration left) {
        TuningSpec study = StudySpec.of(spec, new TimeSplit(spec).firstSearch(left));
        Submission submission = new Submission(
                JobKind.HYPERPARAMETER_TUNING,
                spec.modelName(),
                study,
                spec.priority(),
                parent.createdBy(),
                parent.traceId(),
                null);
        return transactions.in(parent.ref().tenant(), jdbc -> {
            JobRef child = children.adopt(jdbc, parent, submission);
            studies.open(jdbc, child, study, StudySpec.defaults(spec), clock.instant());
            results.merge(jdbc, parent.ref(), Map.of("study_id", child.job().toString()));
            return child.job();
        });
    }
}
