package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemporalEnvironmentTest {
    @Test
    void anApiKeyGoesOverTlsWithEveryCall() {
        WorkflowServiceStubsOptions connection = connection(Map.of("TEMPORAL_API_KEY", "secret"));

        assertThat(connection.getEnableHttps()).isTrue();
        assertThat(connection.getGrpcMetadataProviders()).hasSize(1);
    }

    @Test
    void withoutTlsAndKeyTheConnectionStaysAsItIs() {
        WorkflowServiceStubsOptions connection = connection(Map.of("TEMPORAL_ADDRESS", "temporal.example:7233"));

        assertThat(connection.getEnableHttps()).isFalse();
        assertThat(connection.getGrpcMetadataProviders()).isNullOrEmpty();
        assertThat(connection.getTarget()).isEqualTo("localhost:7233");
    }

    private static WorkflowServiceStubsOptions connection(Map<String, String> environment) {
        LoadClientConfigProfileOptions source = LoadClientConfigProfileOptions.newBuilder()
                .setEnvOverrides(environment)
                .setDisableFile(true)
                .build();
        return new TemporalEnvironment(source)
                .customize(WorkflowServiceStubsOptions.newBuilder().setTarget("localhost:7233"))
                .build();
    }
}
