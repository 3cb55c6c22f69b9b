package dev.millrace.erasure;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.llm.cache.AnswerCache;
import dev.millrace.payloads.TenantKeys;
import dev.millrace.security.Keyset;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.TenantTransactions;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where workspaces are erased: in workers that have the keyset. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
    @Bean
    @ConditionalOnExpression("${millrace.dispatcher.enabled:false} && '${MILLRACE_KEYSET:}' != ''")
    ErasureLoop erasureLoop(
            DispatcherDatabase database,
            TenantTransactions tenants,
            WorkflowClient client,
            ArtifactStore artifacts,
            TenantKeys keys,
            AnswerCache answers,
            @Value("${MILLRACE_KEYSET}") String keyset,
            Clock clock) {
        Eraser eraser = new Eraser(
                tenants,
                new TemporalTenantRuns(client),
                artifacts,
                keys,
                tenant -> answers.delete(tenant, "*"),
                Keyset.parse(keyset),
                clock);
        return new ErasureLoop(database, eraser);
    }
}
