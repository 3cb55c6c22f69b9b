package dev.millrace.events;

import java.util.UUID;

/** Something to append. An event whose key the job already has is not appended again. */
public record NewEvent(EventType type, String key, Object data) {
    /** For what happens once by itself, such as a guarded change of a row. */
    public static NewEvent once(EventType type, Object data) {
        return new NewEvent(type, UUID.randomUUID().toString(), data);
    }
}
