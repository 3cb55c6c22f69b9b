package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The essence of a text, or of what is on record about an entity. */
@Component
final class Summary implements CrmAgent {
    static final String NAME = "summary";
    private static final int LONGEST_TEXT = 200_000;
    private static final int SENTENCES = 3;
    private static final int POINTS = 7;
    private static final int CUES = 5;

    private static final Map<String, List<String>> READS =
            Map.of("activity", List.of("text"), "document", List.of("text"));

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Sums up a text, or the activities, documents and notes of an entity.",
            """
            You summarise. If the input has a text, summarise it; else read the entity that it names, its activities \
            and its documents with read_entities, and summarise what they say. summary is at most five sentences.""",
            Input.class,
            Output.class,
            List.of("read_entities"),
            READS);

    record Input(
            @JsonPropertyDescription("What to sum up; or name an entity") @Nullable
            String text,

            @JsonPropertyDescription("contact, company, lead, deal, activity, project, document or customer") @Nullable
            String entityType,

            @Nullable String entityId) {}

    record Output(
            @Nullable String summary,
            List<String> keyPoints,
            List<String> actionItems,
            List<String> risks,
            List<String> opportunities) {}

    @Override
    public AgentDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Findings answer(Sources sources, JsonNode input) {
        Input asked = CrmJson.read(input, Input.class);
        if (asked.text() != null) {
            if (asked.text().length() > LONGEST_TEXT) {
                throw Problem.invalid("/text", "a text to sum up has at most " + LONGEST_TEXT + " characters");
            }
            return of(sources, Sentences.of(asked.text(), ""), "text");
        }
        Entity entity = Named.entity(sources.records(), asked.entityType(), asked.entityId());
        return of(sources, Sentences.of(Named.texts(sources.records(), entity)), "activity.text or document.text");
    }

    private static Findings of(Sources sources, List<Sentences.Sentence> sentences, String lacking) {
        List<Sentences.Sentence> points = LexRank.top(sentences, POINTS, sources.embedder());
        String summary = LexRank.top(points, SENTENCES, sources.embedder()).stream()
                .map(Sentences.Sentence::text)
                .collect(Collectors.joining(" "));
        return new Findings(
                new Output(
                        summary.isEmpty() ? null : summary,
                        points.stream().map(Sentences.Sentence::cited).toList(),
                        Cue.ACTION.cited(sentences, CUES),
                        Cue.RISK.cited(sentences, CUES),
                        Cue.OPPORTUNITY.cited(sentences, CUES)),
                sentences.isEmpty() ? List.of(lacking) : List.of());
    }
}
