package dev.millrace.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody tried and may not do. */
public enum SecurityEvent {
    /** A key of this workspace that is revoked or expired was used. */
    REFUSED_SIGN_IN,
    /** The caller's role does not suffice. */
    FORBIDDEN,
    /** An id was named that another workspace has. */
    CROSS_TENANT;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SecurityEvent ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
