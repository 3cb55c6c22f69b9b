package dev.millrace.schedules;

import dev.millrace.jobs.Occasion;
import dev.millrace.schedules.ScheduledRuns.Submitted;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the job of a schedule whose time has come, as the schedule is now. */
@Component
public final class ScheduleActivitiesImpl implements ScheduleActivities {
    private final TenantTransactions transactions;
    private final ScheduledRuns runs;

    ScheduleActivitiesImpl(TenantTransactions transactions, ScheduledRuns runs) {
        this.transactions = transactions;
        this.runs = runs;
    }

    @Override
    public @Nullable ScheduledRun submit(ScheduledRequest request, Instant time, String workflowId) {
        Optional<Schedule> schedule =
                transactions.in(request.tenant(), jdbc -> new ScheduleRows(jdbc).find(request.schedule()));
        if (schedule.isEmpty() || isPausedAt(schedule.get(), time)) {
            return null;
        }
        Schedule found = schedule.get();
        Occasion occasion = new Occasion(found.id().value(), time, "");
        return switch (runs.submit(found.tenant(), found.action(), found.planner(), occasion, workflowId)) {
            case Submitted.Begun begun -> begun.run();
            case Submitted.Refused _, Submitted.Taken _ -> null;
        };
    }

    /** Temporal may not know yet; what came before the pause and was held up runs. */
    private static boolean isPausedAt(Schedule schedule, Instant time) {
        Instant since = schedule.pausedAt();
        return since != null && !time.isBefore(since);
    }
}
