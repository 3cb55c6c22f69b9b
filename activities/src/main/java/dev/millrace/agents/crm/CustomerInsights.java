package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityRef;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Who a customer is, how things stand, and whether they are about to leave. */
@Component
final class CustomerInsights implements CrmAgent {
    static final String NAME = "customerInsights";
    private static final int QUOTES = 3;
    private static final double HIGH = 0.5;
    private static final double MEDIUM = 0.25;

    private static final List<String> PROFILE = List.of(
            "industry", "country", "employees", "plan", "since", "monthly_revenue", "satisfaction", "open_tickets");
    private static final Map<String, List<String>> READS = Map.of("customer", PROFILE);

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Describes a customer: profile, engagement, preferences, opportunities, and the risk that they leave.",
            """
            You describe customers. Read the customer customerId of the input with read_entities, their activities, deals and documents. If \
            a model for churn is deployed, ask it with predict. Engagement counts activities; retentionRisk is the probability, \
            from 0 to 1, that the customer leaves, with its reasons.""",
            Input.class,
            Output.class,
            List.of("read_entities", "predict", "query_dataset"),
            READS);

    record Input(
            @JsonPropertyDescription("The id of a customer, or else of a contact or company")
            String customerId) {}

    record Output(
            @Nullable String profile,
            Activity engagement,
            List<String> preferences,
            List<String> opportunities,
            Risk retentionRisk) {}

    record Activity(
            int last30Days,

            @JsonPropertyDescription("In the 30 days before those")
            int previous30Days,

            @JsonPropertyDescription("A date") @Nullable String last,
            @Nullable Trend trend) {}

    enum Trend {
        RISING,
        STEADY,
        FALLING
    }

    record Risk(
            @Nullable Level level,

            @JsonPropertyDescription("From 0 to 1") @Nullable
            Double probability,

            List<String> reasons) {}

    enum Level {
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
        return of(
                sources,
                customer(sources.records(), CrmJson.read(input, Input.class).customerId()));
    }

    private static Entity customer(Records records, String id) {
        return Stream.of(EntityType.CUSTOMER, EntityType.CONTACT, EntityType.COMPANY)
                .flatMap(type -> records.find(new EntityRef(type, id)).stream())
                .findFirst()
                .orElseThrow(() -> Problem.notFound("customer", id));
    }

    static Findings of(Sources sources, Entity customer) {
        List<Entity> activities = sources.records().related(customer.ref(), EntityType.ACTIVITY, 500);
        List<Entity> deals = sources.records().related(customer.ref(), EntityType.DEAL, 100);
        Engagement engagement = Engagement.of(activities, sources.now());
        Missing missing = new Missing().in(customer, READS).any(EntityType.ACTIVITY, activities);
        Facts facts = new Facts(customer);
        return new Findings(
                new Output(
                        profile(facts),
                        activity(engagement),
                        preferences(engagement, deals),
                        opportunities(deals, activities),
                        risk(sources, customer, engagement, missing)),
                missing.names());
    }

    private static @Nullable String profile(Facts facts) {
        List<String> known = PROFILE.stream()
                .filter(facts::has)
                .map(name -> name.replace('_', ' ') + " "
                        + facts.entity().attributes().path(name).asString())
                .toList();
        return known.isEmpty() ? null : facts.name() + ": " + String.join(", ", known) + " [" + facts.source() + "]";
    }

    private static Activity activity(Engagement engagement) {
        int lately = (int) engagement.between(30, 0);
        int before = (int) engagement.between(60, 30);
        Trend trend = lately + before == 0
                ? null
                : lately > before * 1.25 ? Trend.RISING : lately < before * 0.75 ? Trend.FALLING : Trend.STEADY;
        return new Activity(
                lately,
                before,
                engagement.last().map(last -> Engagement.day(last.at())).orElse(null),
                trend);
    }

    private static List<String> preferences(Engagement engagement, List<Entity> deals) {
        List<String> preferences = new ArrayList<>();
        engagement.kinds().entrySet().stream()
                .limit(2)
                .forEach(kind -> preferences.add("Contact by " + kind.getKey() + ": " + kind.getValue() + " of "
                        + engagement.activities().size() + " activities"));
        deals.stream()
                .map(Facts::new)
                .filter(deal -> Cohort.won(deal).orElse(false))
                .flatMap(deal -> deal.text("product").stream())
                .collect(Collectors.groupingBy(product -> product, TreeMap::new, Collectors.counting()))
                .forEach((product, count) -> preferences.add("Bought " + product + " " + count + " times"));
        return preferences;
    }

    private static List<String> opportunities(List<Entity> deals, List<Entity> activities) {
        List<String> opportunities = new ArrayList<>();
        deals.stream()
                .map(Facts::new)
                .filter(deal -> Cohort.won(deal).isEmpty())
                .limit(QUOTES)
                .forEach(deal -> {
                    String amount = deal.number("amount")
                            .map(value -> " of " + Amounts.money(value) + " USD")
                            .orElse("");
                    opportunities.add("Open deal " + deal.name() + amount + " [" + deal.source() + "]");
                });
        opportunities.addAll(Cue.OPPORTUNITY.cited(Sentences.of(activities), QUOTES));
        return opportunities;
    }

    private static Risk risk(Sources sources, Entity customer, Engagement engagement, Missing missing) {
        Judgement judgement = customer.type() == EntityType.CUSTOMER
                ? Judgement.of(
                        sources.scores().of("churn", customer), Cohort.ofCustomers(sources.records()), customer, "left")
                : new Judgement(null, List.of(), List.of());
        List<String> reasons = new ArrayList<>(judgement.pro());
        if (activity(engagement).trend() == Trend.FALLING) {
            reasons.add("Activities fell from " + engagement.between(60, 30) + " to " + engagement.between(30, 0)
                    + " in 30 days");
        }
        Optional<Long> silent = engagement.silentDays().filter(days -> days > Engagement.SILENT_DAYS);
        silent.ifPresent(days -> reasons.add("The last activity was " + days + " days ago"));
        Double probability = judgement.probability();
        if (probability == null) {
            missing.note("a deployed model for churn").note("customer.churned of " + Cohort.ENOUGH + " customers");
            return new Risk(null, null, reasons);
        }
        return new Risk(
                probability >= HIGH ? Level.HIGH : probability >= MEDIUM ? Level.MEDIUM : Level.LOW,
                Amounts.rounded(probability),
                reasons);
    }
}
