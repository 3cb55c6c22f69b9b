package dev.millrace.llm.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider gave no answer that may be passed on. */
public final class ProviderFailure extends RuntimeException {
    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** What it means for the next provider, and for the next try. */
    public enum Kind {
        /** Asked too often; may come with a time to wait. */
        RATE_LIMITED,
        /** A failure of its own, or no connection. */
        UNAVAILABLE,
        TIMEOUT,
        /** Truncated, garbled, or not what its protocol says. */
        BAD_ANSWER,
        /** More tokens than the model's context holds. */
        CONTEXT_TOO_LONG,
        /** The key is missing, wrong or not allowed to. */
        UNAUTHORISED,
        /** The provider does not have this model. */
        NO_SUCH_MODEL,
        /** The provider cannot be asked this; another one may be. */
        UNSUPPORTED,
        /** The model, or a filter before it, has refused to answer. */
        REFUSED,
        /** The question is at fault; another try with it is in vain. */
        INVALID
    }

    /** @param retryAfter how long it wants to be left alone; null when it has not said so */
    public ProviderFailure(Kind kind, String detail, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
