package dev.millrace.tuning;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.problems.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accepts studies that can be carried out, whoever asks for them. */
@Component
public final class TuningSubmissions {
    private final TuningChecks checks;
    private final Jobs jobs;

    TuningSubmissions(TuningChecks checks, Jobs jobs) {
        this.checks = checks;
        this.jobs = jobs;
    }

    /** @throws dev.millrace.problems.Problem 422 for what can be said before a job is made of it */
    public void check(TuningSpec spec) {
        checks.check(spec);
    }

    /** Writes the study of a job, in the transaction that writes the job's row; refuses what its data do not allow. */
    public void open(JdbcClient jdbc, JobRef job, TuningSpec spec) {
        checks.check(jdbc, job, spec);
        Studies.insert(jdbc, job, spec);
        if (spec.warmStartFrom() != null) {
            Job other =
                    Placed.at("/warm_start_from", () -> jobs.get(jdbc, Objects.requireNonNull(spec.warmStartFrom())));
            TuningChecks.checkWarmStart(other, spec);
            WarmStart.copy(jdbc, job, other.ref(), spec);
        }
    }

    /** As the other, with candidates that are tried before any other. */
    public void open(JdbcClient jdbc, JobRef job, TuningSpec spec, List<Candidate> first, Instant now) {
        open(jdbc, job, spec);
        first.forEach(candidate -> {
            CandidateCheck.check(candidate, spec);
            TrialRows.insert(jdbc, job, new TrialRows.NewTrial(candidate, null, now));
        });
    }
}
