package dev.millrace.standalone.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.standalone.processes.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {
    @TempDir
    Path folder;

    @Test
    void prefersTheOneNamedToTheOneOnPathToTheCachedOne() throws IOException {
        Path named = program("named/temporal");
        Path onPath = program("bin/temporal");
        Path cached = program("cache/millrace/temporal-" + Release.VERSION + "/temporal");
        Map<String, String> cacheOnly =
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Map<String, String> withPath = Map.of(
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                "PATH",
                folder.resolve("bin").toString());
        Map<String, String> withName = Map.of(
                "MILLRACE_TEMPORAL_CLI",
                named.toString(),
                "PATH",
                folder.resolve("bin").toString());
        assertThat(find(withName)).isEqualTo(named);
        assertThat(find(withPath)).isEqualTo(onPath);
        assertThat(find(cacheOnly)).isEqualTo(cached);
    }

    @Test
    void refusesANamedProgramThatIsNone() {
        assertThatThrownBy(() -> find(Map.of(
                        "MILLRACE_TEMPORAL_CLI", folder.resolve("nothing").toString())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("MILLRACE_TEMPORAL_CLI")
                .hasMessageContaining("nothing");
    }

    @Test
    void refusesADownloadWithAnotherSum() throws IOException {
        Path archive = Files.writeString(folder.resolve("archive.tar.gz"), "not what was released");
        Release release = new Release("1.5.1", "linux_amd64", "ab".repeat(32));
        assertThatThrownBy(() -> TemporalDownload.requireSum(release, archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256");
    }

    private Path find(Map<String, String> environment) {
        return new TemporalBinary(environment, line -> {}).find();
    }

    private Path program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
