package dev.millrace.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a caller may do; each role may do all that those before it may. */
public enum Role {
    /** Reads. */
    @JsonProperty("viewer")
    VIEWER,
    /** Starts, steers and deletes work. */
    @JsonProperty("operator")
    OPERATOR,
    /** Also manages the workspace: its keys, its audit log. */
    @JsonProperty("admin")
    ADMIN,
    /** Also creates workspaces. */
    @JsonProperty("platform_admin")
    PLATFORM_ADMIN;

    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
