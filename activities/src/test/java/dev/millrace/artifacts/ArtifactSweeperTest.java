package dev.millrace.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactSweeperTest {
    private final TenantTransactions transactions = TestDatabase.get().transactions();
    private final ArtifactRefs refs = new ArtifactRefs(transactions);
    private final TenantId tenant = TestDatabase.get().workspace();
    private final ArtifactOwner first = new ArtifactOwner("dataset", UUID.randomUUID());
    private final ArtifactOwner second = new ArtifactOwner("job", UUID.randomUUID());

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ArtifactStore artifacts = new LocalArtifactStore(Path.of(""), () -> now);
    private ArtifactHandle artifact = new ArtifactHandle("0".repeat(64), 0);

    @BeforeEach
    void storeAnArtifact() {
        artifacts = new LocalArtifactStore(folder, () -> now);
        artifact = artifacts.put(tenant, "bytes".getBytes(UTF_8));
    }

    private int sweepAfterADay() {
        now = now.plusSeconds(86_400);
        return new ArtifactSweeper(artifacts, refs, () -> now).sweep();
    }

    private void hold(ArtifactOwner owner) {
        transactions.run(tenant, jdbc -> refs.hold(jdbc, tenant, owner, artifact));
    }

    private void release(ArtifactOwner owner) {
        transactions.run(tenant, jdbc -> refs.release(jdbc, tenant, owner));
    }

    @Test
    void keepsAnArtifactUntilItsLastOwnerLetsGo() {
        hold(first);
        hold(first);
        hold(second);

        release(first);
        assertThat(sweepAfterADay()).isZero();
        release(second);
        assertThat(sweepAfterADay()).isEqualTo(1);
        assertThatThrownBy(() -> artifacts.open(tenant, artifact)).isInstanceOf(MissingArtifact.class);
    }

    @Test
    void givesWritersTimeToSayWhoNeedsTheBytes() {
        assertThat(new ArtifactSweeper(artifacts, refs, () -> now).sweep()).isZero();
        assertThat(sweepAfterADay()).isEqualTo(1);
    }
}
