package dev.millrace.agents.crm;

import dev.millrace.entities.Attributes;
import dev.millrace.entities.Entity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the attributes of an entity. */
record Facts(Entity entity) {
    Optional<String> text(String name) {
        JsonNode value = entity.attributes().path(name);
        return value.isString() && !value.asString().isBlank()
                ? Optional.of(value.asString().strip())
                : Optional.empty();
    }

    Optional<BigDecimal> number(String name) {
        return Attributes.amount(entity.attributes().path(name));
    }

    Optional<Instant> time(String name) {
        return Attributes.time(entity.attributes().path(name));
    }

    Optional<Boolean> flag(String name) {
        JsonNode value = entity.attributes().path(name);
        return value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
    }

    /** What people call it. */
    String name() {
        return text("name").or(() -> text("title")).or(() -> text("subject")).orElse(source());
    }

    /** Where a finding comes from. */
    String source() {
        return entity.type().word() + "/" + entity.id();
    }

    boolean has(String name) {
        JsonNode value = entity.attributes().path(name);
        return !value.isMissingNode() && !(value.isString() && value.asString().isBlank());
    }
}
