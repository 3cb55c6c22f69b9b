package dev.millrace.jobs;

import dev.millrace.events.EventSocket;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** {@code /ws/ai/workflows/{id}}; pages of other origins are turned away. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class RunSockets implements WebSocketConfigurer {
    private final EventSocket socket;
    private final RunHandshake handshake;

    RunSockets(EventSocket socket, RunHandshake handshake) {
        this.socket = socket;
        this.handshake = handshake;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, "/ws/ai/workflows/{id}").addInterceptors(handshake);
    }
}
