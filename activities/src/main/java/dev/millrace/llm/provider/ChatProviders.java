package dev.millrace.llm.provider;

import dev.millrace.security.outbound.LiveClients;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes providers from how they are set up. */
@Component
public final class ChatProviders {
    private final LiveClients clients;
    private final Clock clock;

    public ChatProviders(LiveClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    public ChatProvider create(ProviderSpec spec) {
        return new HttpChatProvider(spec, spec.trusted() ? clients.trusted() : clients.guarded(), clock);
    }
}
