package dev.millrace.pipelines;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The items of steps that are done for each of them; the list that was worked out first stays. */
@Component
final class Items {
    private static final int LOT = 500;
    private static final int CHUNK = 50;
    private static final long READY_CHARACTERS = 20_000_000;

    private final TenantTransactions transactions;
    /** What is stored once does not change: the neighbours of an item are wanted soon. */
    private final Cache<Chunk, List<String>> ready = Caffeine.newBuilder()
            .maximumWeight(READY_CHARACTERS)
            .weigher(Items::weight)
            .build();

    Items(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    void keep(JobRef run, StepPath step, List<JsonNode> values) {
        transactions.run(run.tenant(), jdbc -> {
            for (int from = 0; from < values.size(); from += LOT) {
                insert(jdbc, run, step, from, values.subList(from, Math.min(values.size(), from + LOT)));
            }
        });
    }

    int count(JobRef run, StepPath step) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT count(*) FROM pipeline_items WHERE job_id = :job AND step = :step")
                        .param("job", run.job().value())
                        .param("step", step.toString())
                        .query(Integer.class)
                        .single());
    }

    JsonNode get(JobRef run, StepPath step, int item) {
        Chunk chunk = new Chunk(run, step.toString(), item / CHUNK);
        List<String> values = ready.get(chunk, this::read);
        if (item % CHUNK >= values.size()) {
            ready.invalidate(chunk);
            throw Problem.notFound("item", step + "[" + item + "]");
        }
        return Json.parse(values.get(item % CHUNK));
    }

    private List<String> read(Chunk chunk) {
        return transactions.in(
                chunk.run().tenant(),
                jdbc -> jdbc.sql("SELECT value FROM pipeline_items WHERE job_id = :job AND step = :step"
                                + " AND item >= :from AND item < :to ORDER BY item")
                        .param("job", chunk.run().job().value())
                        .param("step", chunk.step())
                        .param("from", chunk.number() * CHUNK)
                        .param("to", (chunk.number() + 1) * CHUNK)
                        .query(String.class)
                        .list());
    }

    private static void insert(JdbcClient jdbc, JobRef run, StepPath step, int from, List<JsonNode> values) {
        jdbc.sql("INSERT INTO pipeline_items (tenant_id, job_id, step, item, value)"
                        + " SELECT :tenant, :job, :step, :from + number - 1, value"
                        + " FROM json_array_elements(:values::json) WITH ORDINALITY AS each (value, number)"
                        + " ON CONFLICT DO NOTHING")
                .param("tenant", run.tenant().value())
                .param("job", run.job().value())
                .param("step", step.toString())
                .param("from", from)
                .param("values", Json.write(values))
                .update();
    }

    private static int weight(Chunk chunk, List<String> values) {
        return values.stream().mapToInt(String::length).sum();
    }

    /** Some items that follow each other. */
    private record Chunk(JobRef run, String step, int number) {}
}
