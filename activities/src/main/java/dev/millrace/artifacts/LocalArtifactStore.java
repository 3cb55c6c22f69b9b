package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Artifacts in a folder: {@code <folder>/<tenant>/<first two digits>/<sha256>}. A file is written under a temporary name,
 * forced to disk and renamed, so that what has a name is whole. Several processes may share the folder.
 */
public final class LocalArtifactStore implements ArtifactStore {
    private final Path folder;
    private final InstantSource clock;

    public LocalArtifactStore(Path folder, InstantSource clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public ArtifactHandle write(TenantId tenant, Writer writer) {
        TenantFolder home = home(tenant);
        Path unfinished = home.unfinished().resolve(UUID.randomUUID().toString());
        try {
            Durable.createFolders(home.unfinished());
            try {
                ArtifactHandle artifact = HashingFile.write(unfinished, writer);
                keep(unfinished, home.file(artifact.sha256()));
                return artifact;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an artifact could not be written below " + folder, e);
        }
    }

    private void keep(Path unfinished, Path file) throws IOException {
        FileTime now = FileTime.from(clock.instant());
        try {
            // Tells a sweep that is under way that these bytes are wanted again.
            Files.setLastModifiedTime(file, now);
        } catch (NoSuchFileException absent) {
            Files.setLastModifiedTime(unfinished, now);
            Durable.createFolders(TenantFolder.parent(file));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            Durable.force(TenantFolder.parent(file));
        }
    }

    @Override
    public InputStream open(TenantId tenant, ArtifactHandle artifact) {
        try {
            return new VerifiedStream(Files.newInputStream(home(tenant).file(artifact.sha256())), artifact);
        } catch (NoSuchFileException absent) {
            throw new MissingArtifact(artifact);
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + artifact.sha256() + " could not be opened", e);
        }
    }

    @Override
    public LocalCopy localCopy(TenantId tenant, ArtifactHandle artifact) {
        Path file = home(tenant).file(artifact.sha256());
        if (!Files.isRegularFile(file)) {
            throw new MissingArtifact(artifact);
        }
        return new InPlace(file);
    }

    @Override
    public int sweep(TenantId tenant, Instant storedBefore, UnaryOperator<Set<String>> unused) {
        try {
            return new Sweep(home(tenant), storedBefore).run(unused);
        } catch (IOException e) {
            throw new UncheckedIOException("the artifacts below " + folder + " could not be swept", e);
        }
    }

    @Override
    public long erase(TenantId tenant) {
        try {
            return home(tenant).delete();
        } catch (IOException e) {
            throw new UncheckedIOException("the artifacts below " + folder + " could not be erased", e);
        }
    }

    @Override
    public Set<TenantId> tenants() {
        try {
            return TenantFolder.tenantsBelow(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be listed", e);
        }
    }

    private TenantFolder home(TenantId tenant) {
        return new TenantFolder(folder.resolve(tenant.value()));
    }

    private record InPlace(Path path) implements LocalCopy {
        @Override
        public void close() {}
    }
}
