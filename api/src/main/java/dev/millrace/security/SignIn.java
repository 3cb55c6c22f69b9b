package dev.millrace.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.tokens.TokenOwner;
import dev.millrace.security.tokens.Tokens;
import dev.millrace.tenancy.Workspaces;
import java.time.Duration;

/**
 * Finds the caller of a credential, anew for each request, so that a revoked key is refused at once. An address from which
 * many wrong credentials came has to wait, except with credentials that have been right before: others who share the address,
 * such as behind a proxy, are not shut out with it.
 */
final class SignIn {
    private static final long MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final ApiKeys keys;
    private final Tokens tokens;
    private final Workspaces workspaces;
    private final SignInGuard guard;
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    SignIn(ApiKeys keys, Tokens tokens, Workspaces workspaces, SignInGuard guard) {
        this.keys = keys;
        this.tokens = tokens;
        this.workspaces = workspaces;
        this.guard = guard;
    }

    /** @throws Problem UNAUTHENTICATED, FORBIDDEN for a good token of no use here, RATE_LIMITED, UNAVAILABLE */
    Caller caller(Credential credential, String address) {
        String hash = credential.hash();
        if (right.getIfPresent(hash) == null) {
            guard.admit(address);
        }
        try {
            Caller caller = credential.bearer() && Tokens.isToken(credential.secret())
                    ? ofToken(credential.secret())
                    : ofKey(credential.secret());
            right.put(hash, true);
            return caller;
        } catch (Problem problem) {
            if (problem.type() == ProblemType.UNAUTHENTICATED) {
                right.invalidate(hash);
                guard.failed(address);
            }
            throw problem;
        }
    }

    private Caller ofKey(String secret) {
        return keys.owner(secret)
                .map(owner -> new Caller(owner.tenant(), "key:" + owner.keyId(), owner.role()))
                .orElseThrow(
                        () -> new Problem(ProblemType.UNAUTHENTICATED, "this API key is unknown, revoked or expired"));
    }

    private Caller ofToken(String token) {
        TokenOwner owner = tokens.owner(token);
        if (!workspaces.exists(owner.tenant())) {
            throw new Problem(ProblemType.FORBIDDEN, "the token's workspace " + owner.tenant() + " does not exist");
        }
        return new Caller(owner.tenant(), "jwt:" + owner.subject(), owner.role());
    }
}
