package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantTransactions;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The artifact store of one process, by {@code MILLRACE_ARTIFACTS}. */
@Configuration(proxyBeanMethods = false)
class ArtifactsConfiguration {
    @Bean
    ArtifactStore artifactStore(@Value("${MILLRACE_ARTIFACTS:}") String artifacts, Clock clock) {
        if (artifacts.isBlank() || artifacts.startsWith("s3:")) {
            throw new IllegalStateException("MILLRACE_ARTIFACTS is \"" + artifacts
                    + "\"; it is the folder that holds datasets and models, shared by all processes");
        }
        return new LocalArtifactStore(Path.of(artifacts), clock);
    }

    @Bean
    ArtifactRefs artifactRefs(TenantTransactions transactions) {
        return new ArtifactRefs(transactions);
    }

    @Bean
    ArtifactSweeper artifactSweeper(ArtifactStore artifacts, ArtifactRefs refs, Clock clock) {
        return new ArtifactSweeper(artifacts, refs, clock);
    }

    @Bean
    SweepSchedule sweepSchedule(ArtifactSweeper sweeper) {
        return new SweepSchedule(sweeper);
    }
}
