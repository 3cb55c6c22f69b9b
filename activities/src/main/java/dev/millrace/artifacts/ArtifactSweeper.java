package dev.millrace.artifacts;

import java.time.Duration;
import java.time.InstantSource;

/** Deletes the artifacts that nothing has needed for an hour, of every tenant. To be run now and then; twice at once is fine. */
public final class ArtifactSweeper {
    /** Longer than any writer takes between storing bytes and saying who needs them. */
    static final Duration GRACE = Duration.ofHours(1);

    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;
    private final InstantSource clock;

    public ArtifactSweeper(ArtifactStore artifacts, ArtifactRefs refs, InstantSource clock) {
        this.artifacts = artifacts;
        this.refs = refs;
        this.clock = clock;
    }

    /** Answers how many artifacts were deleted. */
    public int sweep() {
        return artifacts.tenants().stream()
                .mapToInt(tenant ->
                        artifacts.sweep(tenant, clock.instant().minus(GRACE), hashes -> refs.unused(tenant, hashes)))
                .sum();
    }
}
