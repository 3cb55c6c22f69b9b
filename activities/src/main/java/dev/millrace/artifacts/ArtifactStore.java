package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Bytes named by their content, apart for each tenant. Storing the same bytes again gives the same handle and changes
 * nothing. Whoever stores bytes says with {@link ArtifactRefs} who needs them, within the hour; the rest is swept away.
 * A store that does not answer throws {@link UncheckedIOException}.
 */
public interface ArtifactStore {
    /** Stores what the writer writes; nothing is kept when it throws. */
    ArtifactHandle write(TenantId tenant, Writer writer);

    /**
     * The bytes, checked against the handle at the stream's end.
     *
     * @throws MissingArtifact when the tenant has no such artifact
     */
    InputStream open(TenantId tenant, ArtifactHandle artifact);

    /**
     * A file that holds the bytes until it is closed, for readers that need one; read only.
     *
     * @throws MissingArtifact when the tenant has no such artifact
     */
    LocalCopy localCopy(TenantId tenant, ArtifactHandle artifact);

    /**
     * Deletes what broken writes left behind, and of the artifacts last stored before {@code storedBefore} those that
     * {@code unused} picks, which is given their hashes in lots. Answers how many artifacts it deleted.
     */
    int sweep(TenantId tenant, Instant storedBefore, UnaryOperator<Set<String>> unused);

    /** Deletes all that the tenant has stored; answers how many files there were. */
    long erase(TenantId tenant);

    /** Every tenant that has stored something. */
    Set<TenantId> tenants();

    /** Reads the stream to its end and leaves it open. */
    default ArtifactHandle put(TenantId tenant, InputStream bytes) {
        return write(tenant, bytes::transferTo);
    }

    default ArtifactHandle put(TenantId tenant, byte[] bytes) {
        return put(tenant, new ByteArrayInputStream(bytes));
    }

    /** Copies the file. */
    default ArtifactHandle put(TenantId tenant, Path file) {
        return write(tenant, out -> Files.copy(file, out));
    }

    default byte[] read(TenantId tenant, ArtifactHandle artifact) {
        try (InputStream in = open(tenant, artifact)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + artifact.sha256() + " could not be read", e);
        }
    }

    /** Writes an artifact's bytes; it may close the stream or not. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }
}
