package dev.millrace.releases;

import dev.millrace.prediction.PredictionRole;
import dev.millrace.prediction.Traffic;
import dev.millrace.tenancy.TenantTransactions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up, in the database, what feedback says of the predictions of one side of a rollout since it began. */
@Component
final class FeedbackCounts {
    private static final String OF_SIDE = """
             FROM prediction_log p WHERE rollout_id = :rollout AND model_id = :model AND version = :version AND role = :role
            """;
    /** A shadow's rows have no feedback of their own: it is on the answers beside which they were made. */
    private static final String TRUTH = """
            coalesce(p.label, (SELECT s.label FROM prediction_log s
                WHERE s.model_id = p.model_id AND s.id = p.id AND s.role = 'served'))""";

    private final TenantTransactions transactions;

    FeedbackCounts(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    Labelled of(Traffic side, boolean classes) {
        return transactions.in(side.tenant(), jdbc -> classes ? classes(jdbc, side) : values(jdbc, side));
    }

    /** Over the rows that both have answered: how many, and the share of equal labels, or the mean distance of the values. */
    Agreement agreement(Traffic shadow, boolean classes) {
        String agree = classes
                ? "avg(CASE WHEN p.output ->> 'label' = s.output ->> 'label' THEN 1.0 ELSE 0.0 END)"
                : "avg(abs((p.output ->> 'value')::float8 - (s.output ->> 'value')::float8))";
        return transactions.in(
                shadow.tenant(),
                jdbc -> side(jdbc.sql("SELECT count(*) AS n, " + agree + """
                         AS agreement FROM prediction_log p
                        JOIN prediction_log s ON s.model_id = p.model_id AND s.id = p.id AND s.role = 'served'
                        WHERE p.rollout_id = :rollout AND p.model_id = :model AND p.version = :version AND p.role = :role"""), shadow)
                        .query((row, index) -> new Agreement(row.getLong("n"), row.getDouble("agreement")))
                        .single());
    }

    record Agreement(long rows, double value) {}

    private static Labelled classes(JdbcClient jdbc, Traffic side) {
        Map<Labelled.Classes.Pair, Long> counts = new HashMap<>();
        side(
                        jdbc.sql(
                                "SELECT predicted, truth #>> '{}' AS truth, count(*) AS n FROM (SELECT p.output ->> 'label' AS predicted, "
                                        + TRUTH + " AS truth" + OF_SIDE
                                        + ") x WHERE truth IS NOT NULL AND predicted IS NOT NULL GROUP BY 1, 2"),
                        side)
                .query(row -> {
                    counts.put(
                            new Labelled.Classes.Pair(row.getString("predicted"), row.getString("truth")),
                            row.getLong("n"));
                });
        return new Labelled.Classes(counts);
    }

    private static Labelled values(JdbcClient jdbc, Traffic side) {
        return side(
                        jdbc.sql("SELECT count(d) AS n, coalesce(sum(abs(d)), 0) AS a, coalesce(sum(d * d), 0) AS s,"
                                + " coalesce(sum(d * d * d * d), 0) AS f, coalesce(sum(t), 0) AS t, coalesce(sum(t * t), 0) AS ts"
                                + " FROM (SELECT v - t AS d, t FROM (SELECT (p.output ->> 'value')::float8 AS v, ("
                                + TRUTH
                                + " #>> '{}')::float8 AS t" + OF_SIDE + ") x WHERE t IS NOT NULL AND v IS NOT NULL) y"),
                        side)
                .query((row, index) -> new Labelled.Values(
                        row.getLong("n"),
                        row.getDouble("a"),
                        row.getDouble("s"),
                        row.getDouble("f"),
                        row.getDouble("t"),
                        row.getDouble("ts")))
                .single();
    }

    private static JdbcClient.StatementSpec side(JdbcClient.StatementSpec statement, Traffic side) {
        return statement
                .param("rollout", Objects.requireNonNull(side.rollout()))
                .param("model", side.model().value())
                .param("version", side.version())
                .param("role", side.role() == PredictionRole.SHADOW ? "shadow" : "served");
    }
}
