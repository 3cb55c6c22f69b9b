package dev.millrace.pipelines;

import static dev.millrace.Workbench.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Workbench;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.pipelines.document.Format;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that go in lots are recorded, told and tried again one by one. */
class ItemLotsIT {
    private static final int ITEMS = 60;

    @Test
    void recordsAndTellsEachItemAndStopsAtTheFirstThatFails(@TempDir Path folder) {
        try (Workbench work = new Workbench(folder, Map.of(), Flaky.class)) {
            JobRef all = start(work, "all", 20, 3);
            JobRef stopped = start(work, "stopped", 0, 1);
            awaitUntil(() -> ended(work, all) && ended(work, stopped));

            assertThat(work.row(all).status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(work.bean(Flaky.class).most()).isLessThanOrEqualTo(3 + 1);
            assertThat(texts(work, all, "SELECT output::text FROM job_steps WHERE step = 'each' AND job_id = :job"))
                    .containsExactly(
                            IntStream.range(20, 20 + ITEMS).boxed().toList().toString());
            for (int item = 0; item < ITEMS; item++) {
                assertThat(told(work, all, item)).isEqualTo(expected(20 + item));
            }

            assertThat(work.row(stopped).status()).isEqualTo(JobStatus.FAILED);
            assertThat(texts(
                            work,
                            stopped,
                            "SELECT status FROM job_steps WHERE parent = 'each' AND job_id = :job ORDER BY position"))
                    .hasSize(14)
                    .endsWith("completed", "failed");
        }
    }

    private static boolean ended(Workbench work, JobRef run) {
        return work.row(run).status().isFinal();
    }

    private static List<String> expected(int value) {
        return value % 10 == 7
                ? List.of("running 1", "failed ", "running 2", "completed 2")
                : List.of("running 1", "completed 1");
    }

    private static List<String> told(Workbench work, JobRef run, int item) {
        return texts(
                work,
                run,
                "SELECT data->>'status' || ' ' || coalesce(data->>'attempts', '') FROM job_events"
                        + " WHERE job_id = :job AND data->>'step' = 'each[" + item + "]' ORDER BY id");
    }

    private static List<String> texts(Workbench work, JobRef run, String query) {
        return work.bean(TenantTransactions.class)
                .in(
                        work.tenant,
                        jdbc -> jdbc.sql(query)
                                .param("job", run.job().value())
                                .query(String.class)
                                .list());
    }

    /** Items that are the numbers from {@code first} on. */
    private static JobRef start(Workbench work, String name, int first, int window) {
        String text = """
                name: %s
                steps:
                - {id: each, type: flaky, retry: {backoff: PT1S}, for_each: {items: "%s", window: %d}, with: {value: "${{ item }}"}}
                """.formatted(
                        name, IntStream.range(first, first + ITEMS).boxed().toList(), window);
        WrittenDocument written =
                new WrittenDocument(work.bean(Documents.class).read(text, Format.YAML), text, Format.YAML);
        Definition definition = work.bean(Definitions.class).create(work.tenant, written, "tester");
        JobRef run = work.bean(RunSubmissions.class)
                .start(
                        work.tenant,
                        new RunRequest(definition.id(), null, null, null),
                        new SubmitOptions(null, "tester", null, null))
                .ref();
        work.run(run);
        return run;
    }
}
