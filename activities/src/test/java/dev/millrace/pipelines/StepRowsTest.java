package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.StepNews.Ended;
import dev.millrace.pipelines.StepRows.Also;
import dev.millrace.pipelines.StepRows.Place;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StepRowsTest {
    private static final JsonNode NOTHING = Json.tree(Map.of());
    private static final JobFailure EXPIRED = new JobFailure("t", "t", "it did not end in time");

    private final Stores stores = new Stores();
    private final JobRef run = stores.start(stores.create("graph", "a"));
    private final Place place = new Place("a", null, null, "pure");

    @TempDir
    private Path folder;

    private StepRows rows;
    private StepRecords records;

    @BeforeEach
    void open() {
        Outputs outputs = new Outputs(
                new LocalArtifactStore(folder, InstantSource.system()), new ArtifactRefs(stores.transactions));
        rows = new StepRows(stores.transactions, new StepNews(stores.jobs.events), outputs, stores.clock);
        records = new StepRecords(stores.transactions, outputs);
    }

    @Test
    void refusesTheLateEndOfAStepThatItsRunHasPassedByAsFailed() {
        int attempt = begin(place);
        rows.fail(run, place, EXPIRED);

        assertRefused(attempt);

        RecordedStep step = recorded();
        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
        assertThat(step.error()).isEqualTo(EXPIRED.detail());
        assertThat(step.output().isNull()).isTrue();
        assertThat(events()).isEqualTo("a running, a failed");
    }

    @Test
    void refusesTheEndOfAnOlderAttempt() {
        int older = begin(place);
        int newer = begin(place);

        assertRefused(older);
        rows.complete(run, place, newer, NOTHING, Also.NOTHING);

        assertThat(recorded().status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void beginsNoStepThatIsThrough() {
        rows.complete(run, place, begin(place), NOTHING, Also.NOTHING);

        assertThat(rows.begin(run, place, StepStatus.RUNNING, NOTHING)).isEmpty();
    }

    @Test
    void tellsOfAnEndOnceAndBeforeTheNextBeginning() {
        int attempt = begin(place);
        rows.end(run, place, attempt, NOTHING, Also.NOTHING);
        List<Ended> untold = List.of(new Ended(place, attempt));

        rows.begin(run, new Place("b", null, null, "pure"), StepStatus.RUNNING, NOTHING, untold);
        rows.tell(run, untold);

        assertThat(events()).isEqualTo("a running, a completed, b running");
    }

    @Test
    void beginsNoFurtherItemAfterOneHasFailedUnlessToldTo() {
        Place first = item(0);
        begin(first);
        assertThat(records.goesOn(run, item(1), true)).isTrue();

        rows.fail(run, first, EXPIRED);

        assertThat(records.goesOn(run, item(1), true)).isFalse();
        assertThat(records.goesOn(run, item(1), false)).isTrue();
    }

    @Test
    void beginsNothingInARunThatIsToBeCancelled() {
        stores.sql("UPDATE jobs SET cancel_requested = true WHERE id = '" + run.job() + "'");

        assertThat(records.goesOn(run, place, false)).isFalse();
    }

    private int begin(Place which) {
        return rows.begin(run, which, StepStatus.RUNNING, NOTHING).orElseThrow();
    }

    private void assertRefused(int attempt) {
        assertThatThrownBy(() -> rows.complete(run, place, attempt, NOTHING, Also.NOTHING))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }

    private RecordedStep recorded() {
        return records.find(run, StepPath.of("a")).orElseThrow();
    }

    private String events() {
        return stores.text(
                "SELECT string_agg(data->>'step' || ' ' || (data->>'status'), ', ' ORDER BY id) FROM job_events"
                        + " WHERE job_id = '" + run.job() + "' AND type = 'step'");
    }

    private static Place item(int number) {
        return new Place("each[" + number + "]", "each", number, "pure");
    }
}
