package dev.millrace.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArtifactStoreTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final ArtifactHandle ABC = new ArtifactHandle(SHA256_OF_ABC, 3);

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private LocalArtifactStore store() {
        return new LocalArtifactStore(folder, () -> now);
    }

    @Test
    void namesBytesByTheirContentHoweverTheyCome() throws IOException {
        Path file = Files.write(folder.resolve("file"), "abc".getBytes(UTF_8));

        assertThat(store().put(ACME, "abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(store().put(ACME, new ByteArrayInputStream("abc".getBytes(UTF_8))))
                .isEqualTo(ABC);
        assertThat(store().put(ACME, file)).isEqualTo(ABC);
        assertThat(store().read(ACME, ABC)).asString(UTF_8).isEqualTo("abc");
        assertThat(filesOf(ACME)).hasSize(1);
    }

    @Test
    void aWriterMayCloseItsStream() {
        ArtifactHandle artifact = store().write(ACME, out -> {
            try (out) {
                out.write("abc".getBytes(UTF_8));
            }
        });

        assertThat(artifact).isEqualTo(ABC);
    }

    @Test
    void keepsTenantsApart() {
        store().put(ACME, "abc".getBytes(UTF_8));

        assertThatThrownBy(() -> store().open(OTHER, ABC)).isInstanceOf(MissingArtifact.class);
        assertThatThrownBy(() -> store().localCopy(OTHER, ABC)).isInstanceOf(MissingArtifact.class);
        assertThat(store().tenants()).containsExactly(ACME);
    }

    @Test
    void leavesNothingBehindWhenTheWriterFails() throws IOException {
        assertThatThrownBy(() -> store().write(ACME, out -> {
                    out.write(1);
                    throw new IOException("broken");
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(filesOf(ACME)).isEmpty();
    }

    @Test
    void refusesBytesThatWereChangedOnDisk() throws IOException {
        store().put(ACME, "abc".getBytes(UTF_8));
        Files.writeString(filesOf(ACME).getFirst(), "abd");

        assertThatThrownBy(() -> store().read(ACME, ABC))
                .hasRootCauseMessage(
                        "artifact " + SHA256_OF_ABC + " is damaged: its bytes are not those that were stored");
    }

    @Test
    void sweepsWhatIsOldAndUnused() throws IOException {
        store().put(ACME, "abc".getBytes(UTF_8));
        now = now.plus(Duration.ofDays(1));
        ArtifactHandle young = store().put(ACME, "young".getBytes(UTF_8));

        assertThat(store().sweep(ACME, now, hashes -> Set.of())).isZero();
        assertThat(store().sweep(ACME, now, hashes -> hashes)).isEqualTo(1);
        assertThat(filesOf(ACME))
                .extracting(file -> file.getFileName().toString())
                .containsExactly(young.sha256());
    }

    @Test
    void sparesBytesStoredAgainWhileTheSweepLooksAtThem() {
        store().put(ACME, "abc".getBytes(UTF_8));
        now = now.plus(Duration.ofDays(1));

        int deleted = store().sweep(ACME, now, hashes -> {
            store().put(ACME, "abc".getBytes(UTF_8));
            return hashes;
        });

        assertThat(deleted).isZero();
        assertThat(store().read(ACME, ABC)).asString(UTF_8).isEqualTo("abc");
    }

    @Test
    void sweepsWhatBrokenWritesLeftBehind() throws IOException {
        store().put(ACME, "abc".getBytes(UTF_8));
        Path left = Files.writeString(folder.resolve("acme/.unfinished/left"), "half");

        store().sweep(ACME, Instant.now().minusSeconds(60), hashes -> Set.of());
        assertThat(left).exists();
        store().sweep(ACME, Instant.now().plusSeconds(60), hashes -> Set.of());
        assertThat(left).doesNotExist();
    }

    @Test
    void manyMayStoreTheSameBytesAtOnce() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<ArtifactHandle>> puts = Stream.generate(
                            () -> (Callable<ArtifactHandle>) () -> store().put(ACME, "abc".getBytes(UTF_8)))
                    .limit(64)
                    .toList();
            Set<ArtifactHandle> handles =
                    pool.invokeAll(puts).stream().map(Future::resultNow).collect(Collectors.toSet());

            assertThat(handles).containsExactly(ABC);
        }
        assertThat(filesOf(ACME)).hasSize(1);
    }

    @Test
    void opensWhatItStoredAsAStreamOfTheSameBytes() throws IOException {
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        ArtifactHandle artifact = store().put(ACME, large);

        try (InputStream in = store().open(ACME, artifact)) {
            in.skipNBytes(299_999);
            assertThat(in.read()).isEqualTo(7);
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(artifact.size()).isEqualTo(large.length);
    }

    private List<Path> filesOf(TenantId tenant) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(tenant.value()))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
