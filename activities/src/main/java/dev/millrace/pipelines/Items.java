package dev.millrace.pipelines;

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

    private final TenantTransactions transactions;

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
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql(
                                "SELECT value FROM pipeline_items WHERE job_id = :job AND step = :step AND item = :item")
                        .param("job", run.job().value())
                        .param("step", step.toString())
                        .param("item", item)
                        .query(String.class)
                        .optional()
                        .map(Json::parse)
                        .orElseThrow(() -> Problem.notFound("item", step + "[" + item + "]")));
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
}
