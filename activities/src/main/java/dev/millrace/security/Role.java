package dev.millrace.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** The role of this name; empty when there is none. */
    public static Optional<Role> find(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    static Role ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
