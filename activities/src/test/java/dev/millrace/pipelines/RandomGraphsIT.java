package dev.millrace.pipelines;

import static dev.millrace.Workbench.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Workbench;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.pipelines.Reference.Ending;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.pipelines.document.Format;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Random workflows end as the rules say, by which {@link Reference} works them out. {@code -Dmillrace.graphs=2000} runs so
 * many, {@code -Dmillrace.graphs.first} is the first seed.
 */
class RandomGraphsIT {
    private static final int COUNT = Integer.getInteger("millrace.graphs", 100);
    private static final long FIRST = Long.getLong("millrace.graphs.first", 1);
    private static final int LOT = 20;

    @Test
    void endAsTheRulesSay(@TempDir Path folder) {
        Map<Long, String> mismatches = new LinkedHashMap<>();
        int steps = 0;
        try (Workbench work = new Workbench(folder, Map.of(), Probe.class)) {
            for (long lot = FIRST; lot < FIRST + COUNT; lot += LOT) {
                Map<Long, JobRef> runs = new LinkedHashMap<>();
                for (long seed = lot; seed < Math.min(lot + LOT, FIRST + COUNT); seed++) {
                    runs.put(seed, start(work, seed));
                }
                awaitUntil(() -> runs.values().stream()
                        .allMatch(run -> work.row(run).status().isFinal()));
                for (Map.Entry<Long, JobRef> run : runs.entrySet()) {
                    Map<String, Ending> expected = Reference.of(SketchMaker.of(run.getKey()));
                    Map<String, Ending> recorded = recorded(work, run.getValue());
                    steps += recorded.size();
                    if (!recorded.equals(expected)) {
                        mismatches.put(run.getKey(), difference(expected, recorded));
                    }
                    Job row = work.row(run.getValue());
                    String end = outermostFailed(expected) ? "failed" : "completed";
                    if (!row.status().wire().equals(end)) {
                        mismatches.put(run.getKey(), "the run " + row.status() + " " + row.error());
                    }
                }
            }
        }
        System.out.println(COUNT + " graphs, " + steps + " steps, " + mismatches.size() + " mismatches");
        assertThat(mismatches).isEmpty();
    }

    private static boolean outermostFailed(Map<String, Ending> endings) {
        return endings.entrySet().stream()
                .anyMatch(each -> !each.getKey().contains(".")
                        && !each.getKey().contains("[")
                        && each.getValue().status().equals("failed"));
    }

    private static JobRef start(Workbench work, long seed) {
        String name = "graph-" + seed;
        String text = Json.write(SketchMaker.of(seed).document(name));
        WrittenDocument written =
                new WrittenDocument(work.bean(Documents.class).read(text, Format.JSON), text, Format.JSON);
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

    /** How each path is recorded. */
    private static Map<String, Ending> recorded(Workbench work, JobRef run) {
        return work.bean(TenantTransactions.class).in(work.tenant, jdbc -> {
            Map<String, Ending> recorded = new TreeMap<>();
            jdbc.sql("SELECT step, status, output FROM job_steps WHERE job_id = :job")
                    .param("job", run.job().value())
                    .query(row -> {
                        String output = row.getString("output");
                        recorded.put(
                                row.getString("step"),
                                new Ending(row.getString("status"), output == null ? null : plain(output)));
                    });
            return recorded;
        });
    }

    private static @Nullable Object plain(String json) {
        JsonNode tree = Json.parse(json);
        return tree.isNull() ? null : Json.mapper().treeToValue(tree, Object.class);
    }

    private static String difference(Map<String, Ending> expected, Map<String, Ending> recorded) {
        List<String> lines = new ArrayList<>();
        expected.forEach((path, ending) -> {
            if (!ending.equals(recorded.get(path))) {
                lines.add(path + ": expected " + ending + ", was " + recorded.get(path));
            }
        });
        recorded.forEach((path, ending) -> {
            if (!expected.containsKey(path)) {
                lines.add(path + ": expected nothing, was " + ending);
            }
        });
        return String.join("; ", lines);
    }
}
