package dev.millrace.histories;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Script;
import dev.millrace.schedules.FakeSchedule;
import dev.millrace.schedules.ScheduledSubmitWorkflowTest;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
        write(feature.folder(), "happy", feature.happy());
        write(feature.folder(), "paused", feature.paused());
        write(feature.folder(), "cancelled", feature.cancelled());
    }

    @Test
    void recordsWhatASchedulesTimeStarts() throws IOException {
        try (FlowFixture flow = FakeSchedule.fixture(new FakeSchedule(new Script(), 0, Set.of(), Set.of()))) {
            WorkflowStub run = ScheduledSubmitWorkflowTest.start(flow);
            run.getResult(Void.class);
            String history =
                    flow.client().fetchHistory(ScheduledSubmitWorkflowTest.ID).toJson(true);
            write("schedules", "submit", history);
        }
    }

    private void write(String feature, String name, String history) throws IOException {
        Path folder = Path.of("src/test/resources/histories", feature);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(release + "-" + name + ".json"), history + "\n");
    }
}
