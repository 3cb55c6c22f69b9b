package dev.millrace.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as it is shown; {@code key} is the secret, which is there only in the answer that makes it. */
public record ApiKeyView(
        UUID id,
        String name,
        Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(
                key.id(), key.name(), key.role(), key.createdAt(), key.expiresAt(), key.lastUsedAt(), null);
    }

    static ApiKeyView of(NewApiKey made) {
        ApiKey key = made.key();
        return new ApiKeyView(key.id(), key.name(), key.role(), key.createdAt(), key.expiresAt(), null, made.secret());
    }
}
