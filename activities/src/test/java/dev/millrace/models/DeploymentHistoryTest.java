package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.Deployment.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeploymentHistoryTest {
    private final List<Deployment> entries = new ArrayList<>();

    @Test
    void hasNoPreviousVersionBeforeTheSecondDeployment() {
        assertThat(DeploymentHistory.of(entries).previous()).isEmpty();
        add(Reason.DEPLOY, 1);
        assertThat(DeploymentHistory.of(entries).previous()).isEmpty();
    }

    @Test
    void goesBackOneVersionForEachRollback() {
        add(Reason.DEPLOY, 1);
        add(Reason.AUTO_DEPLOY, 2);
        add(Reason.DEPLOY, 3);
        assertThat(DeploymentHistory.of(entries).previous()).contains(2);
        add(Reason.ROLLBACK, 2);
        assertThat(DeploymentHistory.of(entries).previous()).contains(1);
        add(Reason.ROLLBACK, 1);
        assertThat(DeploymentHistory.of(entries).previous()).isEmpty();
    }

    @Test
    void countsAVersionDeployedTwiceInARowOnce() {
        add(Reason.DEPLOY, 1);
        add(Reason.DEPLOY, 2);
        add(Reason.DEPLOY, 2);
        assertThat(DeploymentHistory.of(entries).previous()).contains(1);
    }

    @Test
    void doesNotBringBackAVersionThatWasRolledAway() {
        add(Reason.DEPLOY, 1);
        add(Reason.DEPLOY, 2);
        add(Reason.ROLLBACK, 1);
        add(Reason.DEPLOY, 3);
        assertThat(DeploymentHistory.of(entries).previous()).contains(1);
    }

    private void add(Reason reason, int version) {
        int position = entries.size() + 1;
        entries.add(new Deployment(
                new UUID(0, position),
                new ModelId(new UUID(0, 0)),
                position,
                version,
                Strategy.IMMEDIATE,
                Deployment.State.SERVED,
                reason,
                null,
                null,
                "test",
                Instant.EPOCH,
                null));
    }
}
