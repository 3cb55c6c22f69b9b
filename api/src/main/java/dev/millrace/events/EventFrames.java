package dev.millrace.events;

import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An event as clients get it, the same as server-sent event as on a WebSocket: {@code {id, type, at, data}}. */
@Component
final class EventFrames {
    private final JsonMapper json;

    EventFrames(JsonMapper json) {
        this.json = json;
    }

    String of(JobEvent event) {
        return json.writeValueAsString(new Frame(event.id(), event.type(), event.at(), event.data()));
    }

    private record Frame(long id, EventType type, Instant at, Object data) {}
}
