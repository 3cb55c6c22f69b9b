package dev.millrace.models;

import dev.millrace.artifacts.ArtifactStore;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code millrace.models.cache-share}: the share of the heap that loaded models may take, 0.25 unless set. */
@Configuration(proxyBeanMethods = false)
class ModelsConfiguration {
    @Bean
    ModelCache modelCache(ArtifactStore artifacts, @Value("${millrace.models.cache-share:0.25}") double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "millrace.models.cache-share is a share of the heap between 0 and 1, not " + share);
        }
        long bytes = (long) (Runtime.getRuntime().maxMemory() * share);
        return new ModelCache(artifacts, bytes, Executors.newVirtualThreadPerTaskExecutor());
    }
}
