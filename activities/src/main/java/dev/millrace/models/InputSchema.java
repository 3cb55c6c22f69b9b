package dev.millrace.models;

import java.util.List;
import java.util.Optional;

/** What a model takes: its fields in the order of the training data. */
public record InputSchema(List<InputField> fields) {
    public InputSchema {
        fields = List.copyOf(fields);
    }

    public Optional<InputField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    public List<InputField> usedFields() {
        return fields.stream().filter(InputField::used).toList();
    }
}
