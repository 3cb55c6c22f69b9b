package dev.millrace.jobs;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What working activities tell about their job: progress, metrics, log lines. */
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
        return new JobReport(step, clock, (progress, found) -> write(job, progress, found));
    }

    private void write(JobRef job, double progress, List<NewEvent> found) {
        transactions.run(job.tenant(), jdbc -> {
            if (raise(jdbc, job, progress)) {
                events.append(
                        jdbc,
                        job.tenant(),
                        job.job().value(),
                        NewEvent.once(EventType.PROGRESS, Map.of("progress", progress)));
            }
            events.append(jdbc, job.tenant(), job.job().value(), found);
        });
    }

    private static boolean raise(JdbcClient jdbc, JobRef job, double progress) {
        return jdbc.sql("UPDATE jobs SET progress = :progress WHERE id = :job AND progress < :progress"
                                + " AND status NOT IN ('completed', 'failed', 'cancelled')")
                        .param("progress", progress)
                        .param("job", job.job().value())
                        .update()
                == 1;
    }
}
