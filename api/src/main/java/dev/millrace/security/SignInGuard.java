package dev.millrace.security;

import dev.millrace.problems.Problem;

/** Slows down the addresses from which wrong credentials come. */
public interface SignInGuard {
    /** @throws Problem RATE_LIMITED when too many have come from there lately */
    void admit(String address);

    void failed(String address);
}
