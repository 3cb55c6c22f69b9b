package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Weighs options by criteria: the weighted mean of values that are scaled from the worst option, 0, to the best, 1. */
@Component
final class Decision implements CrmAgent {
    static final String NAME = "decision";
    private static final int MOST = 20;

    private static final AgentDefinition DEFINITION = CrmDefinition.of(
            NAME,
            "Weighs options by criteria and chooses one.",
            """
            You decide between the options of the input by its criteria, for its question. Where an option names an \
            entity, read it with read_entities. score is from 0 to 1; confidence is the distance of the best score to the second. \
            Give no score where the values for it are not known.""",
            Input.class,
            Output.class,
            List.of("read_entities", "predict", "query_dataset"),
            Map.of());

    record Input(
            String question, List<Option> options, @Nullable List<Criterion> criteria) {
        Input {
            options = options == null ? List.of() : options;
        }
    }

    record Option(
            String name,
            @Nullable String description,

            @JsonPropertyDescription("The value of each criterion") @Nullable
            Map<String, Double> values,

            @JsonPropertyDescription("An entity whose numeric attributes stand for values") @Nullable
            String entityType,

            @Nullable String entityId) {}

    record Criterion(
            String name,

            @JsonPropertyDescription("1 when left out") @Nullable
            Double weight,

            @JsonPropertyDescription("true when left out") @Nullable
            Boolean higherIsBetter) {
        double weightOr1() {
            return weight == null ? 1 : weight;
        }

        int sign() {
            return Boolean.FALSE.equals(higherIsBetter) ? -1 : 1;
        }
    }

    record Output(
            List<Weighed> options,
            @Nullable String choice,

            @JsonPropertyDescription("From 0 to 1") @Nullable
            Double confidence,

            @Nullable String rationale,
            List<String> risks) {}

    record Weighed(
            String name,

            @JsonPropertyDescription("From 0 to 1") @Nullable
            Double score,

            List<String> pros,
            List<String> cons) {}

    @Override
    public AgentDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Findings answer(Sources sources, JsonNode input) {
        Input asked = CrmJson.read(input, Input.class);
        check(asked);
        List<Map<String, Double>> values = new ArrayList<>();
        for (Option option : asked.options()) {
            values.add(values(sources.records(), option));
        }
        List<Criterion> criteria = criteria(asked, values);
        Missing missing = new Missing();
        if (criteria.isEmpty()) {
            missing.note("options.values: numbers to weigh by");
        }
        List<Weighed> weighed = new ArrayList<>();
        for (int i = 0; i < asked.options().size(); i++) {
            weighed.add(weigh(asked.options().get(i).name(), i, values, criteria, missing));
        }
        return new Findings(conclude(weighed, criteria), missing.names());
    }

    private static void check(Input asked) {
        Set<String> names = new HashSet<>();
        if (asked.options().size() < 2 || asked.options().size() > MOST) {
            throw Problem.invalid(
                    "/options",
                    "there are 2 to " + MOST + " options, not "
                            + asked.options().size());
        }
        for (Option option : asked.options()) {
            if (!names.add(option.name())) {
                throw Problem.invalid(
                        "/options", "each option has a name of its own; " + option.name() + " comes twice");
            }
        }
        for (Criterion criterion : Objects.requireNonNullElse(asked.criteria(), List.<Criterion>of())) {
            if (!(criterion.weightOr1() >= 0 && criterion.weightOr1() <= 1e6)) {
                throw Problem.invalid("/criteria", "a weight is a number from 0 to 1000000");
            }
        }
    }

    private static Map<String, Double> values(Records records, Option option) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (option.entityId() != null) {
            Entity entity = Named.entity(records, option.entityType(), option.entityId());
            Facts facts = new Facts(entity);
            entity.attributes()
                    .propertyNames()
                    .forEach(name -> facts.number(name)
                            .map(BigDecimal::doubleValue)
                            .ifPresent(value -> values.put(name, value)));
            if (entity.type() == EntityType.DEAL) {
                Cohort.ofDeals(records)
                        .like(entity)
                        .ifPresent(rate -> values.put("winProbability", Amounts.rounded(rate.probability())));
            }
        }
        if (option.values() != null) {
            option.values().forEach((name, value) -> {
                if (value != null && Double.isFinite(value)) {
                    values.put(name, value);
                }
            });
        }
        return values;
    }

    /** Those given; else every name that each option has a value for. */
    private static List<Criterion> criteria(Input asked, List<Map<String, Double>> values) {
        if (asked.criteria() != null && !asked.criteria().isEmpty()) {
            return asked.criteria().stream()
                    .filter(criterion -> values.stream().anyMatch(known -> known.containsKey(criterion.name())))
                    .toList();
        }
        return values.getFirst().keySet().stream()
                .filter(name -> values.stream().allMatch(known -> known.containsKey(name)))
                .map(name -> new Criterion(name, null, null))
                .toList();
    }

    private static Weighed weigh(
            String name, int option, List<Map<String, Double>> values, List<Criterion> criteria, Missing missing) {
        List<String> pros = new ArrayList<>();
        List<String> cons = new ArrayList<>();
        double sum = 0;
        double weights = 0;
        boolean whole = true;
        for (Criterion criterion : criteria) {
            Double value = values.get(option).get(criterion.name());
            if (value == null) {
                missing.note(name + ": " + criterion.name());
                whole = false;
                continue;
            }
            double[] known = values.stream()
                    .map(each -> each.get(criterion.name()))
                    .filter(Objects::nonNull)
                    .mapToDouble(each -> criterion.sign() * each)
                    .sorted()
                    .toArray();
            double low = known[0];
            double range = known[known.length - 1] - low;
            double scaled = range == 0 ? 0.5 : (criterion.sign() * value - low) / range;
            sum += criterion.weightOr1() * scaled;
            weights += criterion.weightOr1();
            String words = String.format(Locale.ROOT, "%s %s", criterion.name(), plain(value));
            if (range > 0 && scaled == 1) {
                pros.add("best in " + words);
            } else if (range > 0 && scaled == 0) {
                cons.add("worst in " + words);
            }
        }
        return new Weighed(name, whole && weights > 0 ? Amounts.rounded(sum / weights) : null, pros, cons);
    }

    private static Output conclude(List<Weighed> weighed, List<Criterion> criteria) {
        List<Weighed> scored = weighed.stream()
                .filter(option -> option.score() != null)
                .sorted((a, b) -> Double.compare(Objects.requireNonNull(b.score()), Objects.requireNonNull(a.score())))
                .toList();
        List<String> risks = new ArrayList<>();
        weighed.stream()
                .filter(option -> option.score() == null)
                .forEach(option -> risks.add(option.name() + " could not be scored: values are missing"));
        if (scored.size() < 2) {
            return new Output(weighed, null, null, null, risks);
        }
        Weighed best = scored.get(0);
        Weighed second = scored.get(1);
        double lead = Amounts.rounded(Objects.requireNonNull(best.score()) - Objects.requireNonNull(second.score()));
        best.cons().forEach(con -> risks.add(best.name() + " is " + con));
        if (lead == 0) {
            risks.add(best.name() + " and " + second.name() + " have the same score");
            return new Output(weighed, null, lead, null, risks);
        }
        String rationale = String.format(
                Locale.ROOT,
                "%s has the highest weighted mean, %s, over %s; %s follows with %s.",
                best.name(),
                best.score(),
                String.join(", ", criteria.stream().map(Criterion::name).toList()),
                second.name(),
                second.score());
        return new Output(weighed, best.name(), lead, rationale, risks);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
