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
    ArtifactStore artifactStore(
            @Value("${MILLRACE_ARTIFACTS:}") String artifacts,
            @Value("${MILLRACE_S3_ENDPOINT:}") String endpoint,
            @Value("${millrace.artifacts.copies-mb:10240}") long copiesMb,
            Clock clock) {
        if (artifacts.startsWith("s3:")) {
            return S3Location.of(artifacts)
                    .map(at -> S3Connection.store(at, endpoint, copiesMb << 20, clock))
                    .orElseThrow(() -> new IllegalStateException("MILLRACE_ARTIFACTS is \"" + artifacts
                            + "\"; in S3 it is s3://bucket or s3://bucket/prefix"));
        }
        if (artifacts.isBlank()) {
            throw new IllegalStateException(
                    "MILLRACE_ARTIFACTS is not set: it is the folder, or s3://bucket/prefix, that holds datasets and models,"
                            + " the same for all processes");
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
