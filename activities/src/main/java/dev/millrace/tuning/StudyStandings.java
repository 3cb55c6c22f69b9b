package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How studies stand by their own rows, which are exact at any moment. */
@Component
public final class StudyStandings {
    private final TenantTransactions transactions;

    StudyStandings(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Of those of the jobs that the tenant has. */
    public Map<JobId, Standing> of(TenantId tenant, Collection<JobId> jobs) {
        Map<JobId, Standing> standings = new LinkedHashMap<>();
        if (!jobs.isEmpty()) {
            transactions.run(tenant, jdbc -> {
                Map<JobId, Trial> best = TrialRows.best(jdbc, jobs);
                Studies.list(jdbc, jobs).forEach((job, study) -> {
                    Trial trial = best.get(job);
                    standings.put(job, new Standing(study, trial == null ? null : BestTrial.of(trial)));
                });
            });
        }
        return standings;
    }

    /** What a study may do, how far it is, and its best trial so far. */
    public record Standing(Study study, @Nullable BestTrial best) {}
}
