package dev.millrace.schedules;

import dev.millrace.jobs.TemporalCalls;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.TenantTransactions;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What talks to Temporal about schedules; the loop only where the dispatcher runs, that is, in workers. */
@Configuration(proxyBeanMethods = false)
class SchedulesConfiguration {
    @Bean
    FiredSchedules firedSchedules(WorkflowClient client, TemporalCalls calls) {
        return new TemporalSchedules(client, calls);
    }

    @Bean
    UpcomingTimes upcomingTimes(FiredSchedules temporal, Clock clock) {
        return new UpcomingTimes(temporal, clock);
    }

    @Bean
    @ConditionalOnProperty("millrace.dispatcher.enabled")
    SyncLoop scheduleSyncLoop(
            DispatcherDatabase database, TenantTransactions transactions, FiredSchedules temporal, Clock clock) {
        return new SyncLoop(new ScheduleSync(database, transactions, temporal, clock));
    }
}
