package dev.millrace.jobs;

import dev.millrace.limits.Quotas;
import dev.millrace.payloads.TenantCodec;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.TenantTransactions;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What starts and follows jobs; the loop only where {@code millrace.dispatcher.enabled} is set, that is, in workers. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
    /** Histories are written with it, so it never changes without a codec that still reads the old ones. */
    @Bean
    DataConverter dataConverter(TenantCodec codec) {
        DataConverter json = DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter());
        return new CodecDataConverter(json, List.of(codec), codec.encrypts());
    }

    /** Not for a server that this process has started itself, whatever the environment says about another. */
    @Bean
    @ConditionalOnProperty(name = "millrace.temporal.own", havingValue = "false", matchIfMissing = true)
    TemporalEnvironment temporalEnvironment() {
        return new TemporalEnvironment(LoadClientConfigProfileOptions.getDefaultInstance());
    }

    @Bean
    TemporalCalls temporalCalls() {
        return new TemporalCalls();
    }

    @Bean
    Runs runs(WorkflowClient client, TemporalCalls calls) {
        return new TemporalRuns(client, calls);
    }

    @Bean
    JobTypes jobTypes(ObjectProvider<JobType> types) {
        return new JobTypes(types.stream().toList());
    }

    @Bean
    FitGate fitGate(Quotas quotas, Clock clock) {
        return new FitGate(quotas, clock);
    }

    @Bean
    JobStarter jobStarter(
            TenantTransactions transactions, JobMoves moves, JobTypes types, Runs runs, FitGate gate, Clock clock) {
        return new JobStarter(transactions, moves, types, runs, gate, clock);
    }

    @Bean
    BoundedPromptStart promptStart(JobStarter starter) {
        return new BoundedPromptStart(starter);
    }

    @Bean
    @ConditionalOnExpression("'${DATABASE_DISPATCHER_URL:}' != ''")
    QueueDepth queueDepth(DispatcherDatabase database) {
        return new QueueDepth(database);
    }

    @Bean
    @ConditionalOnProperty("millrace.dispatcher.enabled")
    DispatchLoop dispatchLoop(
            DispatcherDatabase database,
            JobStarter starter,
            TenantTransactions transactions,
            JobMoves moves,
            Runs runs,
            ObjectProvider<Housekeeping> housekeeping,
            Clock clock) {
        return new DispatchLoop(
                new Dispatcher(database, starter, clock),
                new Reconciler(database, transactions, moves, runs),
                housekeeping.stream()
                        .<Runnable>map(task -> () -> task.cleanUp(database.jdbc()))
                        .toList());
    }
}
