package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How a deal stands, what endangers it and what would help. */
@Component
final class DealAnalysis implements CrmAgent {
    static final String NAME = "dealAnalysis";
    private static final int PRACTICES = 2;
    private static final int QUOTES = 3;
    private static final int SPANS_ENOUGH = 3;

    private static final Map<String, List<String>> READS = Map.of(
            "deal",
            List.of(
                    "amount",
                    "stage",
                    "status",
                    "industry",
                    "source",
                    "competitor",
                    "next_step",
                    "created",
                    "expected_close"));

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Says how likely a deal is to be won, what endangers it and what would help.",
            """
            You analyse deals. Read the deal dealId of the input with read_entities, its company, its contacts and its activities. If a \
            model for deal_scoring is deployed, ask it with predict, with its explanation. winProbability is from 0 to 1; \
            timeline lists what happened and what is due, in order.""",
            Input.class,
            Output.class,
            List.of("read_entities", "predict", "query_dataset"),
            READS);

    record Input(
            @JsonPropertyDescription("The id of a deal") String dealId) {}

    record Output(
            @JsonPropertyDescription("From 0 to 1") @Nullable
            Double winProbability,

            List<String> riskFactors,
            List<String> successFactors,
            List<String> strategies,
            List<Event> timeline) {}

    record Event(@JsonPropertyDescription("A date") String at, String what) {}

    @Override
    public AgentDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Findings answer(Sources sources, JsonNode input) {
        Entity deal = sources.records()
                .get(EntityType.DEAL, CrmJson.read(input, Input.class).dealId());
        return of(sources, deal, Outcomes.of(sources.records()));
    }

    static Findings of(Sources sources, Entity deal, Outcomes outcomes) {
        List<Entity> activities = sources.records().related(deal.ref(), EntityType.ACTIVITY, 200);
        Engagement engagement = Engagement.of(activities, sources.now());
        Missing missing = new Missing().in(deal, READS).any(EntityType.ACTIVITY, activities);
        Judgement judgement =
                Judgement.of(sources.scores().of("deal_scoring", deal), outcomes.deals(), deal, "were won");
        Optional<BigDecimal> own = new Facts(deal).number("probability");
        Optional<Boolean> ended = Cohort.won(new Facts(deal));
        Double probability = ended.map(won -> won ? (Double) 1.0 : (Double) 0.0).orElse(judgement.probability());
        if (probability == null) {
            missing.note("a deployed model for deal_scoring").note("deal.status of " + Cohort.ENOUGH + " past deals");
            probability = own.map(BigDecimal::doubleValue).orElse(null);
        }
        List<String> risks = new ArrayList<>(judgement.contra());
        List<String> successes = new ArrayList<>(judgement.pro());
        ended.ifPresent(won -> (won ? successes : risks).addFirst("It is on record as " + (won ? "won" : "lost")));
        if (ended.isEmpty() && judgement.probability() == null && own.isPresent()) {
            successes.add("The probability is the one on record with the deal, " + own.get());
        }
        List<String> strategies = new ArrayList<>();
        new Course(new Facts(deal), engagement, outcomes, sources.now()).judge(risks, successes, strategies);
        risks.addAll(Cue.RISK.cited(Sentences.of(activities), QUOTES));
        return new Findings(
                new Output(
                        probability == null ? null : Amounts.rounded(probability),
                        risks,
                        successes,
                        strategies,
                        timeline(new Facts(deal), engagement, outcomes)),
                missing.names());
    }

    /** What the course of the deal so far says, beside that of others. */
    private record Course(Facts deal, Engagement engagement, Outcomes outcomes, Instant now) {
        void judge(List<String> risks, List<String> successes, List<String> strategies) {
            contact(risks, successes, strategies);
            time(risks, strategies);
            practices(successes, strategies);
            if (!deal.has("next_step")) {
                risks.add("No next step is on record");
                strategies.add("Agree on a next step, and put it on record");
            }
            deal.text("competitor").ifPresent(rival -> {
                risks.add("There is a competitor: " + rival);
                strategies.add("Say what sets you apart from " + rival);
            });
        }

        private void contact(List<String> risks, List<String> successes, List<String> strategies) {
            Optional<Long> silent = engagement.silentDays();
            if (silent.isEmpty() || silent.get() > Engagement.SILENT_DAYS) {
                risks.add(silent.map(days -> "The last activity was " + days + " days ago")
                        .orElse("No activity is on record"));
                strategies.add("Get in touch: there was no contact for more than " + Engagement.SILENT_DAYS + " days");
            } else {
                successes.add("Activities in the last 30 days: " + engagement.between(30, 0));
            }
        }

        private void time(List<String> risks, List<String> strategies) {
            deal.time("expected_close").filter(due -> due.isBefore(now)).ifPresent(due -> {
                risks.add("The expected close, " + Engagement.day(due) + ", has passed");
                strategies.add("Agree on a new date for the close");
            });
            List<BigDecimal> days = outcomes.daysToWin();
            deal.time("created").filter(created -> days.size() >= SPANS_ENOUGH).ifPresent(created -> {
                long open = Duration.between(created, now).toDays();
                BigDecimal late = Amounts.quantile(days, 0.75).orElseThrow();
                if (BigDecimal.valueOf(open).compareTo(late) > 0) {
                    risks.add("It has been open for " + open + " days; three of four won deals took at most "
                            + late.setScale(0, RoundingMode.HALF_UP) + " (" + days.size() + " won deals)");
                }
            });
        }

        private void practices(List<String> successes, List<String> strategies) {
            Map<String, Long> done = engagement.kinds();
            outcomes.practices().stream().limit(PRACTICES).forEach(practice -> {
                if (done.containsKey(practice.kind())) {
                    successes.add("There was " + practice.named() + ": " + practice);
                } else {
                    strategies.add("Plan " + practice.named() + ": " + practice);
                }
            });
        }
    }

    private static List<Event> timeline(Facts deal, Engagement engagement, Outcomes outcomes) {
        List<Event> events = new ArrayList<>();
        deal.time("created").ifPresent(at -> events.add(new Event(Engagement.day(at), "created")));
        engagement.activities().stream()
                .limit(10)
                .forEach(dated -> events.add(new Event(
                        Engagement.day(dated.at()),
                        dated.facts().text("kind").map(kind -> kind + ": ").orElse("")
                                + dated.facts().name())));
        deal.time("expected_close").ifPresent(at -> events.add(new Event(Engagement.day(at), "expected close")));
        List<BigDecimal> days = outcomes.daysToWin();
        if (days.size() >= SPANS_ENOUGH) {
            deal.time("created").ifPresent(created -> {
                long median = Amounts.median(days).orElseThrow().longValue();
                events.add(new Event(
                        Engagement.day(created.plus(Duration.ofDays(median))),
                        "when half of the won deals were closed: after " + median + " days"));
            });
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }
}
