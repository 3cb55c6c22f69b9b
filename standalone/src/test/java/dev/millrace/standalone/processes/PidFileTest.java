package dev.millrace.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path folder;

    private Process child;
    private PidFile file;

    @BeforeEach
    void startAChild() throws IOException {
        child = new ProcessBuilder(
                        "tail",
                        "-f",
                        Files.createFile(folder.resolve("followed")).toString())
                .start();
        file = new PidFile(folder.resolve("child.pid"), PidFile.Writer.PARENT);
    }

    @AfterEach
    void endIt() {
        child.destroyForcibly();
    }

    @Test
    void recognisesTheChildThatItNames() {
        file.write(child.toHandle(), folder);
        assertThat(file.survivor()).contains(child.toHandle());
    }

    @Test
    void findsNoneAfterTheChildEnded() {
        file.write(child.toHandle(), folder);
        child.destroyForcibly().onExit().join();
        assertThat(file.survivor()).isEmpty();
    }

    @Test
    void mistakesNoOtherProgramForTheChild() {
        file.write(child.toHandle(), Path.of("/another/folder"));
        assertThat(file.survivor()).isEmpty();
    }

    @Test
    void mistakesNoLaterProcessWithTheSamePidForTheChild() throws IOException {
        Instant longAgo = Instant.now().minus(Duration.ofMinutes(5));
        Files.writeString(file.path(), child.pid() + "\n" + folder + "\n" + longAgo.getEpochSecond() + "\n");
        assertThat(file.survivor()).isEmpty();
    }

    @Test
    void takesAHalfWrittenFileForNone() throws IOException {
        Files.writeString(file.path(), "17");
        assertThat(file.survivor()).isEmpty();
    }
}
