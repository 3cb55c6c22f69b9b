package dev.millrace.llm.openai;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What may be sent as {@code model}. */
@Schema(name = "OpenAiModelList")
record ModelList(String object, List<Model> data) {

    /** {@code created} is 0: providers' models have no time that Millrace knows. */
    @Schema(name = "OpenAiModel")
    record Model(String id, String object, long created, String ownedBy) {}
}
