package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.standalone.processes.CannotStart;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void hasADefaultForEverything() {
        Settings settings = Settings.from(Map.of());
        assertThat(settings.port()).isEqualTo(8005);
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.home()).hasFileName(".millrace");
        assertThat(settings.databaseUrl()).isEmpty();
        assertThat(settings.temporalAddress()).isEmpty();
    }

    @Test
    void takesABlankVariableForNone() {
        assertThat(Settings.from(Map.of("TEMPORAL_ADDRESS", " ", "AI_SERVICE_PORT", "")))
                .isEqualTo(Settings.from(Map.of()));
    }

    @Test
    void refusesWhatIsNoPortAndSaysWhatIs() {
        for (String wrong : new String[] {"0", "65536", "eighty"}) {
            assertThatThrownBy(() -> Settings.from(Map.of("AI_SERVICE_PORT", wrong)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("AI_SERVICE_PORT is " + wrong)
                    .hasMessageContaining("1 to 65535");
        }
    }

    @Test
    void refusesADatabaseOfWhichOnlyOneRoleIsNamed() {
        assertThatThrownBy(() -> Settings.from(Map.of("DATABASE_URL", "postgresql://app@db/millrace")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("DATABASE_MIGRATION_URL")
                .hasMessageContaining("DATABASE_DISPATCHER_URL");
    }
}
