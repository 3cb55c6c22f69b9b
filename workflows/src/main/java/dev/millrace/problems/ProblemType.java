package dev.millrace.problems;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every kind of refusal Millrace knows; each has a section in docs/errors.md under its slug. */
public enum ProblemType {
    MALFORMED("malformed-request", "The request cannot be read", 400),
    UNAUTHENTICATED("unauthenticated", "Credentials are missing or not valid", 401),
    FORBIDDEN("forbidden", "The caller's role does not allow this", 403),
    NOT_FOUND("not-found", "There is nothing at this address", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This address does not answer to this method", 405),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted formats can be produced", 406),
    CONFLICT("conflict", "The resource's state does not allow this", 409),
    PRECONDITION_FAILED("precondition-failed", "The resource has changed meanwhile", 412),
    REQUEST_TIMEOUT("request-timeout", "The request did not arrive in time", 408),
    TOO_LARGE("too-large", "The request is larger than allowed", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "This content type is not accepted here", 415),
    INVALID("invalid-request", "The request was read, but cannot be carried out", 422),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The Idempotency-Key was used with another request", 422),
    DATASET_UNREADABLE("dataset-unreadable", "The uploaded data cannot be read", 422),
    TRAINING_IMPOSSIBLE("training-impossible", "No model can be trained from this data", 422),
    STUDY_FAILED("study-failed", "The study has found nothing to go by", 422),
    TOO_MANY_FAILED_ITEMS("too-many-failed-items", "More rows failed than the batch allows", 422),
    OUT_OF_MEMORY("out-of-memory", "The work did not fit into the worker's memory", 422),
    STEP_FAILED("step-failed", "A step of the workflow failed", 422),
    REJECTED("rejected", "A person has rejected this", 422),
    EXPIRED("expired", "What was waited for did not come in time", 422),
    ADDRESS_REFUSED("address-refused", "Millrace does not call this address", 422),
    BUDGET_EXCEEDED("budget-exceeded", "The budget does not allow this", 402),
    GUARDRAIL("stopped-by-guardrail", "A guardrail has stopped this", 422),
    LIMIT_REACHED("limit-reached", "The run has used up what it is allowed", 422),
    CONTEXT_TOO_LONG("context-too-long", "The text is longer than the models' context", 422),
    QUOTA_REACHED("quota-reached", "The workspace has used up what it is allowed", 409),
    RATE_LIMITED("rate-limited", "Too many requests", 429),
    NO_MODEL("no-model", "No language model is set up that could answer", 503),
    UPSTREAM_FAILED("upstream-failed", "The service that was called has failed", 502),
    ROLLED_BACK("rolled-back", "The rollout was rolled back", 422),
    RUN_LOST("run-lost", "The run ended outside Millrace", 500),
    UNAVAILABLE("unavailable", "A service that this needs does not answer", 503),
    INTERNAL("internal", "Something failed on our side", 500);

    private final String slug;
    private final String title;
    private final int status;

    ProblemType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    /** The HTTP status that this kind answers with. */
    public int status() {
        return status;
    }

    /** The stable URI of RFC 9457's {@code type} member. */
    public String uri() {
        return "https://millrace.dev/errors#" + slug;
    }

    public static Optional<ProblemType> bySlug(@Nullable String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean passesWithTime() {
        return switch (this) {
            case UNAVAILABLE, UPSTREAM_FAILED, INTERNAL, REQUEST_TIMEOUT, RATE_LIMITED -> true;
            case MALFORMED,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    QUOTA_REACHED,
                    UNSUPPORTED_MEDIA_TYPE,
                    INVALID,
                    IDEMPOTENCY_KEY_REUSED,
                    DATASET_UNREADABLE,
                    TRAINING_IMPOSSIBLE,
                    STUDY_FAILED,
                    TOO_MANY_FAILED_ITEMS,
                    OUT_OF_MEMORY,
                    STEP_FAILED,
                    REJECTED,
                    EXPIRED,
                    ADDRESS_REFUSED,
                    BUDGET_EXCEEDED,
                    GUARDRAIL,
                    LIMIT_REACHED,
                    CONTEXT_TOO_LONG,
                    NO_MODEL,
                    ROLLED_BACK,
                    RUN_LOST -> false;
        };
    }
}
