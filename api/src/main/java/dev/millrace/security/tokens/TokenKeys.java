package dev.millrace.security.tokens;

import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;

/** The keys that tokens may be signed by, of one mode; it alone decides which algorithms there are, never a token. */
interface TokenKeys {
    JWSKeySelector<SecurityContext> selector();

    /** Whether there are any keys yet: without them nobody can say that a token is wrong. */
    boolean known();
}
