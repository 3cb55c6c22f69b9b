package dev.millrace.llm.cache;

import dev.millrace.llm.spending.Wildcard;
import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place where answers are kept. What it does not have, or cannot be read, is not there. */
interface Shelf {
    /** At most so many of a kind are compared. */
    int CANDIDATES = 64;

    Optional<CachedAnswer> find(CacheKey key);

    void put(CacheKey key, CachedAnswer answer, Instant now);

    /** The newest first. */
    List<Candidate> candidates(CacheKey rest);

    void add(CacheKey rest, Candidate candidate, Instant expiresAt, Instant now);

    /** Answers the names of the answers that are gone. */
    Set<String> delete(TenantId tenant, Wildcard names);
}
