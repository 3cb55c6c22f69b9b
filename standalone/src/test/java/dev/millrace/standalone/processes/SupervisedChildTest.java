package dev.millrace.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedChildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void startsAChildAgainThatWasKilled() throws IOException {
        try (var child = SupervisedChild.start(lasting(), () -> true, PATIENCE)) {
            long first = child.pid();
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
            await().until(() -> child.pid() != first && isAlive(child.pid()));
        }
    }

    @Test
    void leavesNothingBehindWhenItIsClosed() throws IOException {
        var child = SupervisedChild.start(lasting(), () -> true, PATIENCE);
        long pid = child.pid();
        child.close();
        assertThat(isAlive(pid)).isFalse();
        assertThat(folder.resolve("child.pid")).doesNotExist();
    }

    @Test
    void givesUpOnAChildThatNeverStartsAndShowsTheEndOfItsLog() {
        ChildSpec failing = running("sh", "-c", "echo the disk is full; exit 3");
        assertThatThrownBy(() -> SupervisedChild.start(failing, () -> false, PATIENCE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("test server does not start")
                .hasMessageContaining("the disk is full");
    }

    @Test
    void saysWhatIsMissingWhenTheProgramIs() {
        assertThatThrownBy(() -> SupervisedChild.start(running("no-such-program-here"), () -> true, PATIENCE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no-such-program-here");
    }

    private ChildSpec lasting() throws IOException {
        return running(
                "tail", "-f", Files.createFile(folder.resolve("followed")).toString());
    }

    private ChildSpec running(String... command) {
        return new ChildSpec(
                "test server",
                List.of(command),
                Map.of(),
                folder,
                folder.resolve("child.log"),
                new PidFile(folder.resolve("child.pid"), PidFile.Writer.PARENT),
                StopSignal.TERM);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
