package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the workspace's own records know about a company or a topic. */
@Component
final class Research implements CrmAgent {
    static final String NAME = "research";
    private static final int SENTENCES = 5;
    private static final int SHOWN = 5;
    private static final int MOST = 200;

    private static final Map<String, List<String>> READS =
            Map.of("company", List.of("industry", "country", "employees", "annual_revenue", "website", "description"));

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Gathers what is on record about a company or a topic, with sources.",
            """
            You research the input's company or topic in the workspace's own records, with read_entities: companies, contacts, deals, \
            activities and documents. Every statement names its record; sources lists them all.""",
            Input.class,
            Output.class,
            List.of("read_entities", "query_dataset"),
            READS);

    record Input(
            @JsonPropertyDescription("The id of a company; or name a topic") @Nullable
            String companyId,

            @JsonPropertyDescription("What to look for") @Nullable
            String topic) {}

    record Output(
            @Nullable String background,
            List<String> industryTrends,
            List<String> competitors,
            List<String> decisionMakers,
            List<String> painPoints,
            List<String> sources) {}

    @Override
    public AgentDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Findings answer(Sources sources, JsonNode input) {
        Input asked = CrmJson.read(input, Input.class);
        if (asked.companyId() == null && (asked.topic() == null || asked.topic().isBlank())) {
            throw Problem.invalid("/companyId", "name a company by companyId, or a topic");
        }
        Missing missing = new Missing();
        List<Entity> texts = new ArrayList<>();
        List<Entity> deals = new ArrayList<>();
        List<Entity> contacts = new ArrayList<>();
        String industry = null;
        if (asked.companyId() != null) {
            Entity company = sources.records().get(EntityType.COMPANY, asked.companyId());
            missing.in(company, READS);
            industry = new Facts(company).text("industry").orElse(null);
            texts.addAll(Named.texts(sources.records(), company));
            deals.addAll(sources.records().related(company.ref(), EntityType.DEAL, MOST));
            contacts.addAll(sources.records().related(company.ref(), EntityType.CONTACT, MOST));
            missing.any(EntityType.CONTACT, contacts);
            deals.forEach(deal -> texts.addAll(sources.records().related(deal.ref(), EntityType.ACTIVITY, MOST)));
        }
        if (asked.topic() != null) {
            texts.addAll(onTopic(sources, asked.topic()));
        }
        return new Findings(report(sources, industry, texts, deals, contacts, missing), missing.names());
    }

    private static List<Entity> onTopic(Sources sources, String topic) {
        List<Entity> all = new ArrayList<>(sources.records().newest(EntityType.DOCUMENT, MOST));
        all.addAll(sources.records().newest(EntityType.COMPANY, MOST));
        return Likeness.of(topic, all, sources.embedder()).stream()
                .limit(SHOWN)
                .map(found -> found.facts().entity())
                .toList();
    }

    private static Output report(
            Sources sources,
            @Nullable String industry,
            List<Entity> texts,
            List<Entity> deals,
            List<Entity> contacts,
            Missing missing) {
        List<Sentences.Sentence> sentences = Sentences.of(texts);
        if (sentences.isEmpty()) {
            missing.note("document.text");
        }
        String background = LexRank.top(sentences, SENTENCES, sources.embedder()).stream()
                .map(Sentences.Sentence::cited)
                .collect(Collectors.joining(" "));
        List<Entity> used = new ArrayList<>(texts);
        used.addAll(deals);
        used.addAll(contacts);
        return new Output(
                background.isEmpty() ? null : background,
                trends(sources, industry, missing),
                competitors(deals),
                decisionMakers(contacts),
                Cue.PAIN.cited(sentences, SHOWN),
                used.stream()
                        .map(entity -> new Facts(entity).source())
                        .distinct()
                        .limit(50)
                        .toList());
    }

    /** From the workspace's own closed deals: the last half year beside the time before. */
    private static List<String> trends(Sources sources, @Nullable String industry, Missing missing) {
        if (industry == null) {
            return List.of();
        }
        Instant half = sources.now().minus(Duration.ofDays(182));
        List<Cohort.Case> own = Cohort.ofDeals(sources.records()).cases().stream()
                .filter(one -> one.facts()
                        .text("industry")
                        .filter(industry::equalsIgnoreCase)
                        .isPresent())
                .filter(one -> one.facts().time("closed").isPresent())
                .toList();
        if (own.isEmpty()) {
            missing.note("deal.closed in " + industry);
            return List.of();
        }
        return List.of("Own deals in " + industry + ": " + won(own, half, true) + " won in the last half year, "
                + won(own, half, false) + " before");
    }

    private static String won(List<Cohort.Case> cases, Instant border, boolean after) {
        List<Cohort.Case> part = cases.stream()
                .filter(one -> one.facts()
                        .time("closed")
                        .filter(at -> at.isAfter(border) == after)
                        .isPresent())
                .toList();
        return part.stream().filter(Cohort.Case::yes).count() + " of " + part.size();
    }

    private static List<String> competitors(List<Entity> deals) {
        return deals.stream()
                .map(Facts::new)
                .flatMap(deal -> deal.text("competitor").map(rival -> rival + " [" + deal.source() + "]").stream())
                .distinct()
                .limit(SHOWN)
                .toList();
    }

    private static List<String> decisionMakers(List<Entity> contacts) {
        return contacts.stream()
                .map(Facts::new)
                .flatMap(contact -> contact
                        .text("title")
                        .filter(Research::decides)
                        .map(title -> contact.name() + ", " + title + " [" + contact.source() + "]")
                        .stream())
                .limit(SHOWN)
                .toList();
    }

    private static boolean decides(String title) {
        return Optional.of(title)
                .filter(
                        words -> words.matches(
                                "(?i).*\\b(chief|c[efiot]o|cfo|president|vp|vice|director|head|owner|founder|partner|buyer)\\b.*"))
                .isPresent();
    }
}
