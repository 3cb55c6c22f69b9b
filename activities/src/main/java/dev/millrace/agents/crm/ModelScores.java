package dev.millrace.agents.crm;

import dev.millrace.datasets.ColumnType;
import dev.millrace.entities.Attributes;
import dev.millrace.entities.Entity;
import dev.millrace.models.FittingRows;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.Instances;
import dev.millrace.models.Model;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelFilter;
import dev.millrace.models.ModelStatus;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Models;
import dev.millrace.models.Predictions;
import dev.millrace.models.Serving;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.VersionChoice;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import dev.millrace.models.explanation.OutputSpace;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Scores by deployed classifiers with two classes, of which one means yes. */
record ModelScores(TenantId tenant, Models models, Serving serving, ModelCache cache) implements Scores {
    private static final int MOST_MODELS = 200;
    private static final int TOP = 8;
    private static final Set<String> YES =
            Set.of("true", "yes", "1", "1.0", "won", "converted", "qualified", "churned");

    @Override
    public Optional<Score> of(String purpose, Entity entity) {
        return model(purpose).flatMap(model -> score(model, entity));
    }

    private Optional<Model> model(String purpose) {
        List<Model> deployed =
                models.list(tenant, new ModelFilter(null, "classification", ModelStatus.DEPLOYED), null, MOST_MODELS);
        return deployed.stream()
                .filter(model -> purpose.equals(model.tags().get("purpose")))
                .findFirst()
                .or(() -> deployed.stream()
                        .filter(model -> model.name()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[ .-]", "_")
                                .equals(purpose))
                        .findFirst());
    }

    private Optional<Score> score(Model model, Entity entity) {
        try {
            ModelVersion version = serving.version(tenant, model.id(), new VersionChoice.Deployed());
            String name = model.name() + " version " + version.version();
            return score(name, cache.get(tenant, version.artifact()), entity);
        } catch (Problem cannotJudge) {
            // Undeployed or deleted meanwhile, or a model that cannot be explained.
            return Optional.empty();
        }
    }

    /** Empty when the model is none of two classes, or cannot take what the entity has. */
    static Optional<Score> score(String name, TrainedModel trained, Entity entity) {
        InputSchema schema = trained.inputs().schema();
        FittingRows rows = Instances.lenient(schema, List.of(instance(schema, entity)));
        if (rows.table().rows() == 0
                || !(trained.predict(rows.table()) instanceof Predictions.Labels labels)
                || labels.classes().size() != 2) {
            return Optional.empty();
        }
        int yes = YES.contains(labels.classes().getFirst().toLowerCase(Locale.ROOT)) ? 0 : 1;
        Explanation why = Explanations.of(trained).explain(rows.table(), labels).getFirst();
        return Optional.of(new Score(
                labels.probability(0, yes),
                name,
                why.outputSpace() == OutputSpace.MARGIN ? "log-odds" : "probability",
                contributions(why, yes == 1 ? 1 : -1)));
    }

    private static List<Contribution> contributions(Explanation why, int sign) {
        return why.top(TOP).stream()
                .map(part -> new Contribution(part.feature(), String.valueOf(part.value()), sign * part.contribution()))
                .toList();
    }

    private static Map<String, @Nullable Object> instance(InputSchema schema, Entity entity) {
        Map<String, @Nullable Object> instance = new LinkedHashMap<>();
        for (InputField field : schema.fields()) {
            instance.put(field.name(), value(field, entity.attributes().path(field.name())));
        }
        return instance;
    }

    private static @Nullable Object value(InputField field, JsonNode value) {
        if (field.type() == ColumnType.NUMBER || field.type() == ColumnType.INTEGER) {
            return Attributes.amount(value)
                    .map(number -> field.type() == ColumnType.INTEGER
                                    && number.stripTrailingZeros().scale() <= 0
                            ? (Object) number.longValue()
                            : (Object) number.doubleValue())
                    .orElse(null);
        }
        if (value.isBoolean()) {
            return field.type() == ColumnType.BOOLEAN ? (Object) value.asBoolean() : value.asString();
        }
        return value.isString() || value.isNumber() ? value.asString() : null;
    }
}
