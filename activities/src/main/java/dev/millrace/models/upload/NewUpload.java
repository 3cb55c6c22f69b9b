package dev.millrace.models.upload;

import dev.millrace.datasets.ColumnType;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.ModelName;
import dev.millrace.models.Tags;
import dev.millrace.problems.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a model that is uploaded. {@code classes} are the labels of a classifier, in the order of its outputs; a
 * regression has none. {@code framework} is {@code onnx} or {@code xgboost}; null: as the artifact shows.
 */
public record NewUpload(
        String name,
        @Nullable String description,
        String type,
        @Nullable String framework,
        InputSchema inputSchema,
        List<String> classes,
        Map<String, String> tags) {
    private static final int MOST_FIELDS = 2_000;
    private static final int MOST_CLASSES = 1_000;
    private static final int LONGEST_DESCRIPTION = 2_000;

    public NewUpload {
        ModelName.require("/metadata/name", name);
        classes = classes == null ? List.of() : List.copyOf(classes);
        tags = Tags.require(tags);
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw Problem.invalid("/metadata/description", "description is up to 2,000 characters");
        }
        if (!"classification".equals(type) && !"regression".equals(type)) {
            throw Problem.invalid("/metadata/type", "type is classification or regression");
        }
        if (framework != null && !framework.equals("onnx") && !framework.equals("xgboost")) {
            throw Problem.invalid("/metadata/framework", "framework is onnx or xgboost");
        }
        requireFields(inputSchema);
        requireClasses(type, classes);
    }

    private static void requireFields(InputSchema schema) {
        if (schema == null || schema.usedFields().isEmpty() || schema.fields().size() > MOST_FIELDS) {
            throw Problem.invalid(
                    "/metadata/input_schema",
                    "input_schema names the model's inputs: {\"fields\": [{\"name\", \"type\"}]}, 1 to 2,000");
        }
        Set<String> names = new HashSet<>();
        for (InputField field : schema.fields()) {
            if (field.name() == null || field.name().isBlank() || field.type() == null || !names.add(field.name())) {
                throw Problem.invalid(
                        "/metadata/input_schema",
                        "each field has a name of its own and a type: "
                                + List.of(ColumnType.values()).toString().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void requireClasses(String type, List<String> classes) {
        boolean classifier = type.equals("classification");
        if (classifier ? classes.size() < 2 || classes.size() > MOST_CLASSES : !classes.isEmpty()) {
            throw Problem.invalid(
                    "/metadata/classes",
                    "classes are the 2 to 1,000 labels of a classifier, in the order of its outputs; a regression has none");
        }
        if (new HashSet<>(classes).size() < classes.size()) {
            throw Problem.invalid("/metadata/classes", "each class is named once");
        }
    }
}
