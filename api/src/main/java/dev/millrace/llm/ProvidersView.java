package dev.millrace.llm;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All providers that the workspace's calls can go to. */
@Schema(name = "LlmProviders")
record ProvidersView(
        List<ProviderView> items,

        @Schema(description = "There is no other page.") @Nullable
        String nextCursor,

        @Schema(description = "What to set up, while there is no provider at all; null once there is one.") @Nullable
        String missing) {

    static ProvidersView of(List<ProviderView> items) {
        return new ProvidersView(
                items,
                null,
                items.isEmpty()
                        ? "No language model can be asked. Set one of " + String.join(", ", Providers.variables())
                                + " and start Millrace again, or give this workspace a provider of its own by PUT"
                                + " /api/v1/llm/providers/{name}. Until then agents answer from stored data, with"
                                + " `generated: false`."
                        : null);
    }
}
