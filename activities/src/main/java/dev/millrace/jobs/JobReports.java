package dev.millrace.jobs;

import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What working activities tell about their job: metrics, log lines. */
@Component
public final class JobReports {
    private final TenantTransactions transactions;
    private final JobEvents events;
    private final Clock clock;

    JobReports(TenantTransactions transactions, JobEvents events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** For the work of one activity, within a step; close it to write the rest. */
    public JobReport open(JobRef job, String step) {
        return new JobReport(step, clock, found -> write(job, found));
    }

    private void write(JobRef job, List<NewEvent> found) {
        transactions.run(
                job.tenant(),
                jdbc -> events.append(jdbc, job.tenant(), job.job().value(), found));
    }
}
