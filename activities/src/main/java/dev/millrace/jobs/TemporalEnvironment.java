package dev.millrace.jobs;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * TLS and API key of the connection to Temporal, by the SDK's own names: {@code TEMPORAL_TLS}, {@code
 * TEMPORAL_TLS_CLIENT_CERT_PATH} and the others, {@code TEMPORAL_API_KEY}, or the configuration file that its CLI writes.
 */
final class TemporalEnvironment implements TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> {
    private final LoadClientConfigProfileOptions source;

    TemporalEnvironment(LoadClientConfigProfileOptions source) {
        this.source = source;
    }

    @Override
    public WorkflowServiceStubsOptions.Builder customize(WorkflowServiceStubsOptions.Builder connection) {
        ClientConfigProfile profile = load();
        WorkflowServiceStubsOptions found = profile.toWorkflowServiceStubsOptions();
        if (found.getEnableHttps()) {
            connection.setEnableHttps(true);
        }
        if (found.getSslContext() != null) {
            connection.setSslContext(found.getSslContext());
        }
        if (found.getChannelInitializer() != null) {
            connection.setChannelInitializer(found.getChannelInitializer());
        }
        String key = profile.getApiKey();
        return key == null || key.isBlank() ? connection : connection.addApiKey(() -> key);
    }

    private ClientConfigProfile load() {
        try {
            return ClientConfigProfile.load(source);
        } catch (IOException e) {
            throw new UncheckedIOException("Temporal's client configuration (TEMPORAL_*) cannot be read", e);
        }
    }
}
