package dev.millrace.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What was said in runs of one kind; a feature whose runs talk has one as a bean. */
public interface RunMemory {
    JobKind kind();

    List<Message> of(JobRef run);

    /** One message of a conversation, in its order. */
    @Schema(name = "ConversationMessage")
    record Message(
            @Schema(
                    description = "human: a user. ai: the model. system: Millrace, and what tools gave.",
                    allowableValues = {"human", "ai", "system"})
            String role,

            String content,
            Instant timestamp,

            @Schema(description = "The step, the tools asked for or used, who spoke, whether it was refused.")
            Map<String, Object> metadata) {}
}
