package dev.millrace.entities;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** An entity as the API shows it. */
@Schema(name = "Entity")
record EntityView(
        @Schema(description = "contact, company, lead, deal, activity, project, document or customer")
        String type,

        @Schema(description = "The client's own id") String id,

        @Schema(description = "Known ones, whose types are checked, and free ones", type = "object")
        JsonNode attributes,

        @JsonProperty("created_at") Instant createdAt,

        @Schema(description = "When its attributes last changed") @JsonProperty("updated_at")
        Instant updatedAt) {
    static EntityView of(Entity entity) {
        return new EntityView(
                entity.type().word(), entity.id(), entity.attributes(), entity.createdAt(), entity.updatedAt());
    }
}
