package dev.millrace.prediction;

import dev.millrace.models.Model;
import dev.millrace.models.ModelId;
import dev.millrace.models.Models;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Notes what would have been right. A label stays as it was first given. */
@Component
public final class Feedback {
    private static final int LONGEST = 255;

    private final TenantTransactions transactions;
    private final Models models;
    private final Clock clock;

    Feedback(TenantTransactions transactions, Models models, Clock clock) {
        this.transactions = transactions;
        this.models = models;
        this.clock = clock;
    }

    /** What was right for a prediction; {@code pointer} is where the request says so. */
    public record Label(String pointer, UUID prediction, JsonNode value) {}

    /**
     * All of them or none; answers how many.
     *
     * @throws Problem 404 for a prediction that the model has not made or that is forgotten, 409 when it has another label,
     *     422 when the label does not fit the model's task
     */
    public int give(TenantId tenant, ModelId id, List<Label> labels) {
        Model model = models.find(tenant, id).orElseThrow(() -> Problem.notFound("model", id));
        List<Label> fitting = labels.stream()
                .map(label -> new Label(label.pointer(), label.prediction(), fit(model, label)))
                // Always in the same order, so that two requests for the same predictions do not wait for each other.
                .sorted(Comparator.comparing(Label::prediction))
                .toList();
        transactions.run(tenant, jdbc -> fitting.forEach(label -> give(jdbc, id, label)));
        return fitting.size();
    }

    private void give(JdbcClient jdbc, ModelId model, Label label) {
        int given = jdbc.sql("""
                        UPDATE prediction_log SET label = :label::jsonb, feedback_at = :now
                        WHERE model_id = :model AND id = :id AND role = 'served' AND label IS NULL""")
                .param("label", Json.write(label.value()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("model", model.value())
                .param("id", label.prediction())
                .update();
        if (given == 0) {
            requireSame(jdbc, model, label);
        }
    }

    private static void requireSame(JdbcClient jdbc, ModelId model, Label label) {
        String before = jdbc.sql(
                        "SELECT label::text FROM prediction_log WHERE model_id = :model AND id = :id AND role = 'served'")
                .param("model", model.value())
                .param("id", label.prediction())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("prediction", label.prediction()));
        JsonNode known = Json.parse(before);
        boolean same = (known.isNumber() && label.value().isNumber())
                ? known.asDouble() == label.value().asDouble()
                : known.equals(label.value());
        if (!same) {
            throw Problem.conflict(
                    "prediction " + label.prediction() + " has the label " + before + " already, and keeps it");
        }
    }

    private static JsonNode fit(Model model, Label label) {
        return switch (model.task()) {
            case "regression", "forecasting" -> number(model, label);
            case "anomaly_detection" -> anomaly(label);
            case "classification" -> text(model, label);
            default -> throw unfit(label, "a model for " + model.task() + " has no labels");
        };
    }

    private static JsonNode number(Model model, Label label) {
        JsonNode value = label.value();
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw unfit(label, "the label for " + model.task() + " is a number");
        }
        return value;
    }

    private static JsonNode anomaly(Label label) {
        JsonNode value = label.value();
        if (value.isBoolean()) {
            return StringNode.valueOf(value.asBoolean() ? "anomaly" : "normal");
        }
        if (!value.isString() || !List.of("anomaly", "normal").contains(value.asString())) {
            throw unfit(label, "the label is anomaly or normal, or true or false");
        }
        return value;
    }

    /** A class that no version knows yet is let pass: it is what the next one should learn. */
    private static JsonNode text(Model model, Label label) {
        JsonNode value = label.value();
        boolean scalar = value.isString() || value.isIntegralNumber() || value.isBoolean();
        String text = scalar ? value.asString() : "";
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw unfit(label, "the label for " + model.task() + " is the name of a class: 1 to 255 characters");
        }
        return StringNode.valueOf(text);
    }

    private static Problem unfit(Label label, String detail) {
        return Problem.invalid(label.pointer() + "/label", detail);
    }
}
