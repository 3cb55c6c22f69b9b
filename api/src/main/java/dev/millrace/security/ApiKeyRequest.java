package dev.millrace.security;

import dev.millrace.problems.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key to be made; without {@code expiresAt} it works until it is revoked. */
public record ApiKeyRequest(
        String name, Role role, @Nullable Instant expiresAt) {
    private static final int LONGEST_NAME = 128;

    public ApiKeyRequest {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("/name", "name is required and has 1 to " + LONGEST_NAME + " characters");
        }
        if (role == null) {
            throw Problem.invalid("/role", "role is required: viewer, operator, admin or platform_admin");
        }
    }
}
