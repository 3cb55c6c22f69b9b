package dev.millrace.artifacts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Clears one tenant's artifacts of what is old and unused, while others go on writing. A sweep marks an artifact before it
 * looks for the last time whether it is old; a writer makes its artifact new before it looks for marks. So one of the two
 * sees the other: the sweep lets go, or the writer writes again.
 */
record S3Sweep(S3Objects objects, S3Folder home, Instant storedBefore, InstantSource clock) {
    /** From its mark on, a sweep deletes within half of that or not at all; older marks are of sweeps that died. */
    private static final Duration MARKED = Duration.ofMinutes(5);

    /** Whether a sweep is about to delete the artifact. */
    static boolean leaving(S3Objects objects, S3Folder home, String sha256, Instant now) {
        List<S3Objects.Listed> marks = new ArrayList<>();
        objects.list(home.leaving(sha256), marks::addAll);
        return marks.stream().anyMatch(mark -> mark.modified().isAfter(now.minus(MARKED)));
    }

    int run(UnaryOperator<Set<String>> unused) {
        int[] deleted = {0};
        objects.list(home.prefix(), lot -> {
            Set<String> old = lot.stream()
                    .filter(object -> object.modified().isBefore(storedBefore))
                    .flatMap(object -> S3Folder.sha256(object.key()).stream())
                    .collect(Collectors.toSet());
            for (String sha256 : old.isEmpty() ? old : unused.apply(old)) {
                deleted[0] += delete(sha256) ? 1 : 0;
            }
            lot.stream()
                    .filter(object -> object.key().startsWith(home.marks()))
                    .filter(mark -> mark.modified().isBefore(storedBefore))
                    .forEach(mark -> objects.delete(mark.key()));
        });
        return deleted[0];
    }

    private boolean delete(String sha256) {
        String mark = home.leaving(sha256) + UUID.randomUUID();
        Instant marked = clock.instant();
        objects.putEmpty(mark);
        boolean old = objects.modified(home.key(sha256))
                .map(modified -> modified.isBefore(storedBefore))
                .orElse(false);
        boolean inTime = clock.instant().isBefore(marked.plus(MARKED.dividedBy(2)));
        if (old && inTime) {
            objects.delete(home.key(sha256));
        }
        objects.delete(mark);
        return old && inTime;
    }
}
