package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void givesTheSamePasswordOnEveryStart() {
        assertThat(new Secrets(folder).password("app")).isEqualTo(new Secrets(folder).password("app"));
    }

    @Test
    void givesEachRoleItsOwn() {
        assertThat(new Secrets(folder).password("app")).isNotEqualTo(new Secrets(folder).password("owner"));
    }

    @Test
    void letsNobodyElseReadThem() throws Exception {
        Secrets secrets = new Secrets(folder.resolve("secrets"));
        secrets.kept("keyset.json", Keyset::generate);
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets/keyset.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
