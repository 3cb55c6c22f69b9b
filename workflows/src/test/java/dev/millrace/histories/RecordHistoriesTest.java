package dev.millrace.histories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes the histories of a release, which every later build replays: {@code -Dmillrace.record.histories=0.1.0}. */
@EnabledIfSystemProperty(named = "millrace.record.histories", matches = ".+")
class RecordHistoriesTest {
    private final String release = System.getProperty("millrace.record.histories", "");

    @ParameterizedTest
    @EnumSource
    void records(RecordedFeature feature) throws IOException {
        write(feature, "happy", feature.happy());
        write(feature, "paused", feature.paused());
        write(feature, "cancelled", feature.cancelled());
    }

    private void write(RecordedFeature feature, String name, String history) throws IOException {
        Path folder = Path.of("src/test/resources/histories", feature.folder());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(release + "-" + name + ".json"), history + "\n");
    }
}
