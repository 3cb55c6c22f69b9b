package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Artifacts in an S3 bucket: {@code <prefix>/<tenant>/<first two digits>/<sha256>}. Bytes are written to a local file first,
 * which names them. Needs the strong consistency that S3 has for reads and lists after writes.
 */
final class S3ArtifactStore implements ArtifactStore {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 100;

    private final S3Objects objects;
    private final CopyCache copies;
    private final Path work;
    private final InstantSource clock;

    S3ArtifactStore(S3Objects objects, CopyCache copies, Path work, InstantSource clock) {
        this.objects = objects;
        this.copies = copies;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public ArtifactHandle write(TenantId tenant, Writer writer) {
        try (Scratch scratch = Scratch.below(work)) {
            Path file = scratch.file("artifact");
            ArtifactHandle artifact = HashingFile.write(file, writer);
            keep(new S3Folder(tenant), artifact, file);
            return artifact;
        } catch (IOException e) {
            throw new UncheckedIOException("an artifact could not be written", e);
        }
    }

    /** Bytes that are there already are made new, which tells a sweep under way that they are wanted; see {@link S3Sweep}. */
    private void keep(S3Folder home, ArtifactHandle artifact, Path file) throws IOException {
        String key = home.key(artifact.sha256());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!objects.touch(key, artifact.size())) {
                objects.put(key, file);
            }
            if (!S3Sweep.leaving(objects, home, artifact.sha256(), clock.instant())
                    && objects.modified(key).isPresent()) {
                return;
            }
            pause();
        }
        throw new IOException("artifact " + artifact.sha256() + " is being swept away all the time; try again");
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while an artifact was written");
        }
    }

    @Override
    public InputStream open(TenantId tenant, ArtifactHandle artifact) {
        InputStream bytes = objects.open(new S3Folder(tenant).key(artifact.sha256()))
                .orElseThrow(() -> new MissingArtifact(artifact));
        return new VerifiedStream(bytes, artifact);
    }

    @Override
    public LocalCopy localCopy(TenantId tenant, ArtifactHandle artifact) {
        return copies.get(new S3Folder(tenant).key(artifact.sha256()), artifact.size(), () -> open(tenant, artifact));
    }

    @Override
    public int sweep(TenantId tenant, Instant storedBefore, UnaryOperator<Set<String>> unused) {
        return new S3Sweep(objects, new S3Folder(tenant), storedBefore, clock).run(unused);
    }

    @Override
    public long erase(TenantId tenant) {
        String prefix = new S3Folder(tenant).prefix();
        copies.forget(prefix);
        long[] erased = {0};
        objects.list(prefix, lot -> {
            lot.forEach(object -> objects.delete(object.key()));
            erased[0] += lot.size();
        });
        return erased[0];
    }

    @Override
    public Set<TenantId> tenants() {
        return objects.folders().stream()
                .filter(name -> name.matches("[a-z0-9-]{1,63}"))
                .map(TenantId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
