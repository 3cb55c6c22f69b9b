package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Whether a lead is worth the effort, why, and what to do next. */
@Component
final class LeadQualification implements CrmAgent {
    static final String NAME = "leadQualification";
    private static final String PURPOSE = "lead_scoring";
    private static final int GOOD = 70;
    private static final int POOR = 30;
    private static final int DEALS_ENOUGH = 3;

    private static final Map<String, List<String>> READS = Map.of(
            "lead",
            List.of(
                    "title",
                    "company",
                    "source",
                    "industry",
                    "employees",
                    "annual_revenue",
                    "budget",
                    "needed_by",
                    "created"));

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Says how likely a lead is to become a customer, what speaks for and against it, and what to do next.",
            """
            You qualify sales leads. Read the lead leadId of the input with read_entities, its company and its activities. If a model for \
            lead_scoring is deployed, ask it with predict, with its explanation. qualityScore is 100 times the probability that \
            the lead converts; urgency is high where a decision is due within 30 days; estimatedValue is what comparable won \
            deals brought, in USD.""",
            Input.class,
            Output.class,
            List.of("read_entities", "predict", "query_dataset"),
            READS);

    record Input(
            @JsonPropertyDescription("The id of a lead") String leadId) {}

    record Output(
            @JsonPropertyDescription("From 0 to 100") @Nullable
            Integer qualityScore,

            List<String> strengths,
            List<String> weaknesses,
            List<String> nextActions,
            @Nullable Urgency urgency,

            @JsonPropertyDescription("A decimal string in USD") @Nullable
            String estimatedValue) {}

    enum Urgency {
        LOW,
        MEDIUM,
        HIGH
    }

    @Override
    public AgentDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Findings answer(Sources sources, JsonNode input) {
        Entity lead = sources.records()
                .get(EntityType.LEAD, CrmJson.read(input, Input.class).leadId());
        return of(sources, lead);
    }

    static Findings of(Sources sources, Entity lead) {
        Facts facts = new Facts(lead);
        List<Entity> activities = sources.records().related(lead.ref(), EntityType.ACTIVITY, 200);
        Engagement engagement = Engagement.of(activities, sources.now());
        Missing missing = new Missing().in(lead, READS).any(EntityType.ACTIVITY, activities);
        Judgement judgement =
                Judgement.of(sources.scores().of(PURPOSE, lead), Cohort.ofLeads(sources.records()), lead, "converted");
        if (judgement.probability() == null) {
            missing.note("a deployed model for lead_scoring")
                    .note("lead.converted of " + Cohort.ENOUGH + " past leads");
        }
        List<String> strengths = new ArrayList<>(judgement.pro());
        List<String> weaknesses = new ArrayList<>(judgement.contra());
        Optional<Value> value = value(sources.records(), facts);
        value.ifPresentOrElse(found -> strengths.add(found.reason()), () -> missing.note("deal.amount of won deals"));
        contact(engagement, strengths, weaknesses);
        Integer score = judgement.probability() == null ? null : (int) Math.round(100 * judgement.probability());
        return new Findings(
                new Output(
                        score,
                        strengths,
                        weaknesses,
                        nextActions(facts, engagement, score),
                        urgency(facts, engagement, score, sources.now()),
                        value.map(found -> Amounts.money(found.amount())).orElse(null)),
                missing.names());
    }

    private static void contact(Engagement engagement, List<String> strengths, List<String> weaknesses) {
        long lately = engagement.between(30, 0);
        if (lately > 0) {
            strengths.add("Activities in the last 30 days: " + lately + ", the last on "
                    + Engagement.day(engagement.last().orElseThrow().at()));
        } else {
            weaknesses.add(engagement
                    .last()
                    .map(last ->
                            "There was no activity in the last 30 days; the last was on " + Engagement.day(last.at()))
                    .orElse("No activity is on record"));
        }
    }

    private static List<String> nextActions(Facts lead, Engagement engagement, @Nullable Integer score) {
        List<String> actions = new ArrayList<>();
        Optional<Long> silent = engagement.silentDays();
        if (silent.isEmpty()) {
            actions.add("Make the first contact: no activity is on record");
        } else if (silent.get() > Engagement.SILENT_DAYS) {
            actions.add("Get in touch again: the last activity was " + silent.get() + " days ago");
        }
        if (score != null && score >= GOOD) {
            actions.add("Propose a meeting: the score of " + score + " is among the good ones (from " + GOOD + ")");
        }
        if (score != null && score < POOR) {
            actions.add("Put others first: the score of " + score + " is among the poor ones (below " + POOR + ")");
        }
        if (!lead.has("budget")) {
            actions.add("Ask for the budget: none is on record");
        }
        if (!lead.has("needed_by")) {
            actions.add("Ask by when a decision is due: needed_by is not on record");
        }
        return actions;
    }

    private static @Nullable Urgency urgency(Facts lead, Engagement engagement, @Nullable Integer score, Instant now) {
        Optional<Instant> due = lead.time("needed_by");
        if (due.isPresent() && due.get().isAfter(now)) {
            long days = Duration.between(now, due.get()).toDays();
            return days <= 30 ? Urgency.HIGH : days <= 90 ? Urgency.MEDIUM : Urgency.LOW;
        }
        if (score == null) {
            return null;
        }
        boolean active = engagement
                .silentDays()
                .filter(days -> days <= Engagement.SILENT_DAYS)
                .isPresent();
        return score >= GOOD && active ? Urgency.HIGH : score >= POOR ? Urgency.MEDIUM : Urgency.LOW;
    }

    private record Value(BigDecimal amount, String reason) {}

    private static Optional<Value> value(Records records, Facts lead) {
        List<Facts> won = records.past(EntityType.DEAL).stream()
                .map(Facts::new)
                .filter(deal ->
                        Cohort.won(deal).orElse(false) && deal.number("amount").isPresent())
                .toList();
        Optional<String> industry = lead.text("industry");
        List<Facts> alike = won.stream()
                .filter(deal -> industry.isPresent()
                        && deal.text("industry")
                                .filter(industry.get()::equalsIgnoreCase)
                                .isPresent())
                .toList();
        if (alike.size() >= DEALS_ENOUGH) {
            return median(alike, " in " + industry.orElseThrow());
        }
        if (won.size() >= DEALS_ENOUGH) {
            return median(won, "");
        }
        return lead.number("budget")
                .map(budget -> new Value(budget, "The lead names a budget of " + Amounts.money(budget) + " USD"));
    }

    private static Optional<Value> median(List<Facts> deals, String where) {
        return Amounts.median(deals.stream()
                        .flatMap(deal -> deal.number("amount").stream())
                        .toList())
                .map(amount -> new Value(
                        amount,
                        String.format(
                                Locale.ROOT,
                                "The %d won deals%s have a median amount of %s USD",
                                deals.size(),
                                where,
                                Amounts.money(amount))));
    }
}
