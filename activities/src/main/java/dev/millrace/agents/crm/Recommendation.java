package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What to do about an entity: now, soon and in the long run. */
@Component
final class Recommendation implements CrmAgent {
    static final String NAME = "recommendation";
    private static final int SHOWN = 3;

    private static final Map<String, List<String>> READS = Map.of(
            "lead", List.of("industry", "source", "employees", "budget", "needed_by"),
            "deal", List.of("amount", "industry", "next_step", "expected_close"),
            "customer", List.of("plan", "industry", "monthly_revenue", "open_tickets"));

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Recommends what to do about a lead, a deal, a customer or another entity.",
            """
            You recommend what to do about the entity that the input names, for its goal. Read it with read_entities, with \
            its activities, documents and comparable closed deals. resources are documents on record that help; \
            expectedOutcomes say what comparable cases came to.""",
            Input.class,
            Output.class,
            List.of("read_entities", "predict", "query_dataset"),
            READS);

    record Input(
            @JsonPropertyDescription("contact, company, lead, deal, activity, project, document or customer")
            String entityType,

            String entityId,
            @Nullable String goal) {}

    record Output(
            List<String> immediate,
            List<String> shortTerm,
            List<String> longTerm,
            List<String> resources,
            List<String> expectedOutcomes) {}

    @Override
    public AgentDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Findings answer(Sources sources, JsonNode input) {
        Input asked = CrmJson.read(input, Input.class);
        Entity entity = Named.entity(sources.records(), asked.entityType(), asked.entityId());
        Missing missing = new Missing().in(entity, READS);
        Outcomes outcomes = Outcomes.of(sources.records());
        Advice advice = new Advice();
        judge(sources, entity, outcomes, advice, missing);
        advice.immediate.addAll(Cue.ACTION.cited(Sentences.of(Named.texts(sources.records(), entity)), SHOWN));
        practices(sources, entity, outcomes, advice);
        return new Findings(
                new Output(
                        advice.immediate,
                        advice.shortTerm,
                        advice.longTerm,
                        resources(sources, entity, asked.goal(), missing),
                        advice.expected),
                missing.names());
    }

    private static final class Advice {
        private final List<String> immediate = new ArrayList<>();
        private final List<String> shortTerm = new ArrayList<>();
        private final List<String> longTerm = new ArrayList<>();
        private final List<String> expected = new ArrayList<>();
    }

    /** What the agent for its type has found. */
    private static void judge(Sources sources, Entity entity, Outcomes outcomes, Advice advice, Missing missing) {
        Findings found = switch (entity.type()) {
            case LEAD -> LeadQualification.of(sources, entity);
            case DEAL -> DealAnalysis.of(sources, entity, outcomes);
            case CUSTOMER, CONTACT, COMPANY -> CustomerInsights.of(sources, entity);
            case ACTIVITY, PROJECT, DOCUMENT -> new Findings("", List.of());
        };
        found.missing().forEach(missing::note);
        switch (found.result()) {
            case LeadQualification.Output lead -> {
                advice.immediate.addAll(lead.nextActions());
                if (lead.qualityScore() != null) {
                    advice.expected.add("Converts with a probability of " + lead.qualityScore() + " %: "
                            + String.join(
                                    "; ", lead.strengths().stream().limit(1).toList()));
                }
            }
            case DealAnalysis.Output deal -> {
                advice.immediate.addAll(deal.strategies().stream().limit(SHOWN).toList());
                advice.shortTerm.addAll(deal.strategies().stream().skip(SHOWN).toList());
                if (deal.winProbability() != null) {
                    advice.expected.add("Is won with a probability of " + Amounts.percent(deal.winProbability()));
                }
            }
            case CustomerInsights.Output customer -> {
                advice.shortTerm.addAll(customer.opportunities());
                customer.retentionRisk()
                        .reasons()
                        .forEach(reason -> advice.longTerm.add("Keep an eye on this: " + reason));
                if (customer.retentionRisk().probability() != null) {
                    advice.expected.add("Leaves with a probability of "
                            + Amounts.percent(Objects.requireNonNull(
                                    customer.retentionRisk().probability())));
                }
            }
            default -> {
                // Of other types there is only what is written and what closed deals teach.
            }
        }
    }

    private static void practices(Sources sources, Entity entity, Outcomes outcomes, Advice advice) {
        Map<String, Long> done = Engagement.of(
                        sources.records().related(entity.ref(), EntityType.ACTIVITY, 200), sources.now())
                .kinds();
        for (Outcomes.Practice practice :
                outcomes.practices().stream().limit(SHOWN).toList()) {
            String words = "Plan " + practice.named() + ": " + practice;
            if (!done.containsKey(practice.kind()) && !advice.immediate.contains(words)) {
                advice.shortTerm.add(words);
            }
            advice.expected.add(practice.toString());
        }
        Cohort.Rate overall = outcomes.deals().overall();
        outcomes.deals().telling(entity, true).stream()
                .limit(SHOWN)
                .forEach(rate -> advice.longTerm.add("Look for more of this kind, " + rate.traits() + ": " + rate
                        + " deals were won, of all " + overall));
    }

    private static List<String> resources(Sources sources, Entity entity, @Nullable String goal, Missing missing) {
        List<Entity> documents = sources.records().newest(EntityType.DOCUMENT, 200);
        missing.any(EntityType.DOCUMENT, documents);
        Facts facts = new Facts(entity);
        String question = String.join(
                " ",
                facts.name(),
                facts.text("industry").orElse(""),
                facts.text("product").orElse(""),
                facts.text("description").orElse(""),
                goal == null ? "" : goal);
        return Likeness.of(question, documents, sources.embedder()).stream()
                .limit(SHOWN)
                .map(found -> found.facts().name() + " [" + found.facts().source() + "], similarity "
                        + Amounts.rounded(found.similarity()))
                .toList();
    }
}
