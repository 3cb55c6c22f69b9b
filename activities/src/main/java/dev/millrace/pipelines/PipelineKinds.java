package dev.millrace.pipelines;

import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobType;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.tenancy.TenantTransactions;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of jobs whose runs the pipelines' engine does. */
@Configuration(proxyBeanMethods = false)
class PipelineKinds {
    static final Set<JobKind> ALL = Set.of(JobKind.PIPELINE, JobKind.MULTI_AGENT);

    @Bean
    JobType pipelineJobType(TenantTransactions transactions, ObjectProvider<Documents> documents) {
        return new PipelineJobType(JobKind.PIPELINE, transactions, documents);
    }

    @Bean
    JobType multiAgentJobType(TenantTransactions transactions, ObjectProvider<Documents> documents) {
        return new PipelineJobType(JobKind.MULTI_AGENT, transactions, documents);
    }
}
