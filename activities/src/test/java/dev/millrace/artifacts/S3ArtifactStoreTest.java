package dev.millrace.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArtifactStoreTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final ArtifactHandle ABC =
            new ArtifactHandle("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3);
    private static final String KEY = "millrace/acme/ba/" + ABC.sha256();

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeS3 s3 = FakeS3.open(() -> now);
    private ArtifactStore store = new LocalArtifactStore(Path.of(""), () -> now);

    @BeforeEach
    void open() {
        store = s3Store(S3Objects.MOST_AT_ONCE, 1 << 20);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void namesBytesByTheirContentAndKeepsTenantsApart() {
        assertThat(store.put(ACME, "abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(store.put(ACME, "abc".getBytes(UTF_8))).isEqualTo(ABC);

        assertThat(store.read(ACME, ABC)).asString(UTF_8).isEqualTo("abc");
        assertThat(s3.objects()).containsOnlyKeys(KEY);
        assertThatThrownBy(() -> store.open(OTHER, ABC)).isInstanceOf(MissingArtifact.class);
        assertThatThrownBy(() -> store.localCopy(OTHER, ABC)).isInstanceOf(MissingArtifact.class);
        assertThat(store.tenants()).containsExactly(ACME);
    }

    @Test
    void storesNothingWhenTheWriterFails() {
        assertThatThrownBy(() -> store.write(ACME, out -> {
                    out.write(1);
                    throw new IOException("broken");
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(s3.objects()).isEmpty();
    }

    @Test
    void refusesBytesThatWereChangedInTheBucket() {
        store.put(ACME, "abc".getBytes(UTF_8));
        s3.objects().put(KEY, new FakeS3.Stored("abd".getBytes(UTF_8), now));

        assertThatThrownBy(() -> store.read(ACME, ABC))
                .hasRootCauseMessage(
                        "artifact " + ABC.sha256() + " is damaged: its bytes are not those that were stored");
        assertThatThrownBy(() -> store.localCopy(ACME, ABC)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void storesInPartsWhatIsTooLargeForOneRequest() {
        ArtifactStore inParts = s3Store(10, 1 << 20);

        ArtifactHandle artifact = inParts.put(ACME, "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(UTF_8));

        assertThat(inParts.read(ACME, artifact)).asString(UTF_8).isEqualTo("0123456789abcdefghijklmnopqrstuvwxyz");
        assertThat(inParts.put(ACME, "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(UTF_8)))
                .isEqualTo(artifact);
    }

    @Test
    void keepsACopyForTheNextReaderWhileThereIsRoom() throws IOException {
        store.put(ACME, "abc".getBytes(UTF_8));
        try (LocalCopy copy = store.localCopy(ACME, ABC)) {
            assertThat(copy.path()).hasContent("abc");
        }
        s3.down(true);

        try (LocalCopy copy = store.localCopy(ACME, ABC)) {
            assertThat(copy.path()).hasContent("abc");
        }
    }

    @Test
    void givesUpCopiesForWhichThereIsNoRoomOnceNobodyUsesThem() throws IOException {
        ArtifactStore small = s3Store(S3Objects.MOST_AT_ONCE, 4);
        small.put(ACME, "abc".getBytes(UTF_8));
        ArtifactHandle other = small.put(ACME, "defg".getBytes(UTF_8));

        try (LocalCopy first = small.localCopy(ACME, ABC)) {
            small.localCopy(ACME, other).close();
            assertThat(first.path()).hasContent("abc");
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void givesUpCopiesThatNobodyHasUsedForAnHour() throws IOException {
        store.put(ACME, "abc".getBytes(UTF_8));
        ArtifactHandle other = store.put(ACME, "defg".getBytes(UTF_8));
        store.localCopy(ACME, ABC).close();
        now = now.plus(Duration.ofMinutes(61));

        store.localCopy(ACME, other).close();

        assertThat(files()).hasSize(1);
    }

    @Test
    void sweepsWhatIsOldAndUnusedAndNothingElse() {
        store.put(ACME, "abc".getBytes(UTF_8));
        for (int i = 0; i < 9; i++) {
            store.put(ACME, ("old " + i).getBytes(UTF_8));
        }
        now = now.plus(Duration.ofHours(2));
        store.put(ACME, "new".getBytes(UTF_8));

        int deleted = store.sweep(ACME, now.minus(Duration.ofHours(1)), hashes -> {
            assertThat(hashes).hasSizeLessThanOrEqualTo(1_000);
            return Set.copyOf(
                    hashes.stream().filter(hash -> !hash.equals(ABC.sha256())).toList());
        });

        assertThat(deleted).isEqualTo(9);
        assertThat(s3.objects()).hasSize(2).containsKey(KEY);
    }

    @Test
    void keepsWhatIsStoredAgainWhileItIsSwept() {
        store.put(ACME, "abc".getBytes(UTF_8));
        now = now.plus(Duration.ofHours(2));
        AtomicBoolean once = new AtomicBoolean();
        s3.before(request -> {
            if (request.startsWith("HEAD millrace/acme/ba") && once.compareAndSet(false, true)) {
                s3.objects().computeIfPresent(KEY, (key, old) -> new FakeS3.Stored(old.bytes(), now));
            }
        });

        assertThat(store.sweep(ACME, now.minus(Duration.ofHours(1)), UnaryOperator.identity()))
                .isZero();
        assertThat(s3.objects()).containsOnlyKeys(KEY);
    }

    @Test
    void storesAgainWhatASweepDeletesMeanwhile() {
        store.put(ACME, "abc".getBytes(UTF_8));
        AtomicBoolean once = new AtomicBoolean();
        s3.before(request -> {
            if (request.startsWith("HEAD millrace/acme/ba") && once.compareAndSet(false, true)) {
                s3.objects().remove(KEY);
            }
        });

        store.put(ACME, "abc".getBytes(UTF_8));

        assertThat(s3.objects()).containsKey(KEY);
    }

    @Test
    void waitsForASweepThatMayDeleteWhatIsStored() {
        String mark = "millrace/acme/.leaving/" + ABC.sha256() + "/sweep";
        s3.objects().put(mark, new FakeS3.Stored(new byte[0], now));
        AtomicBoolean once = new AtomicBoolean();
        s3.before(request -> {
            if (request.startsWith("PUT") && !once.compareAndSet(false, true)) {
                s3.objects().remove(mark);
            }
        });

        store.put(ACME, "abc".getBytes(UTF_8));

        assertThat(s3.objects()).containsOnlyKeys(KEY);
    }

    @Test
    void forgetsTheMarksOfSweepsThatDied() {
        s3.objects().put("millrace/acme/.leaving/" + ABC.sha256() + "/dead", new FakeS3.Stored(new byte[0], now));
        now = now.plus(Duration.ofHours(2));

        store.put(ACME, "abc".getBytes(UTF_8));
        store.sweep(ACME, now.minus(Duration.ofHours(1)), hashes -> Set.of());

        assertThat(s3.objects()).containsOnlyKeys(KEY);
    }

    @Test
    void erasesAllOfATenantAndNothingOfOthersItsCopiesIncluded() throws IOException {
        for (int i = 0; i < 9; i++) {
            store.put(ACME, ("old " + i).getBytes(UTF_8));
        }
        store.localCopy(ACME, store.put(ACME, "abc".getBytes(UTF_8))).close();
        store.put(OTHER, "abc".getBytes(UTF_8));

        assertThat(store.erase(ACME)).isEqualTo(10);

        assertThat(s3.objects()).containsOnlyKeys(KEY.replace("acme", "other"));
        assertThat(files()).isEmpty();
    }

    @Test
    void saysThatTheStoreDoesNotAnswer() {
        s3.down(true);

        assertThatThrownBy(() -> store.put(ACME, "abc".getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("s3://artifacts does not answer or refuses");
    }

    @Test
    void readsWhereArtifactsLie() {
        assertThat(S3Location.of("s3://bucket")).contains(new S3Location("bucket", ""));
        assertThat(S3Location.of("s3://bucket/a/b/")).contains(new S3Location("bucket", "a/b/"));
        assertThat(S3Location.of("s3://")).isEmpty();
        assertThat(S3Location.of("s3://Bucket_1")).isEmpty();
        assertThat(S3Location.of("s3:/bucket")).isEmpty();
    }

    private ArtifactStore s3Store(long mostAtOnce, long copies) {
        S3Client client = S3Connection.settings(s3.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test-key", "test-secret")))
                .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
        S3Objects objects = new S3Objects(client, new S3Location(FakeS3.BUCKET, "millrace/"), mostAtOnce, mostAtOnce);
        Path work = folder.resolve("copies");
        return new S3ArtifactStore(objects, new CopyCache(work, copies, () -> now), work, () -> now);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("copies"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
