package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.agents.crm.LeadQualification.Output;
import dev.millrace.agents.crm.LeadQualification.Urgency;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadQualificationTest {
    private static final String SOFTWARE = "{'industry': 'Software', 'source': 'referral'}";

    private final LeadQualification agent = new LeadQualification();
    private final FakeRecords records = new FakeRecords();

    @Test
    void saysNothingThatTheDataDoNotSay() {
        records.with(EntityType.LEAD, "l1", "{}");
        Findings found = answer(records.sources(), "l1");
        assertThat(found.result())
                .isEqualTo(new Output(
                        null,
                        List.of(),
                        List.of("No activity is on record"),
                        List.of(
                                "Make the first contact: no activity is on record",
                                "Ask for the budget: none is on record",
                                "Ask by when a decision is due: needed_by is not on record"),
                        null,
                        null));
        assertThat(found.missing())
                .contains(
                        "lead.budget",
                        "lead.industry",
                        "activity",
                        "a deployed model for lead_scoring",
                        "deal.amount of won deals");
    }

    @Test
    void scoresByHowLikeLeadsEnded() {
        records.with(EntityType.LEAD, "l1", SOFTWARE);
        closed(9, "a", SOFTWARE, true);
        closed(1, "b", SOFTWARE, false);
        closed(20, "c", "{'industry': 'Retail', 'source': 'fair'}", false);
        Output output = output(records.sources(), "l1");
        assertThat(output.qualityScore()).as("(9 + 1) of (10 + 2)").isEqualTo(83);
        assertThat(output.strengths())
                .contains(
                        "9 of 10 closed leads with industry Software, source referral converted (of all: 9 of 30)",
                        "source referral: 9 of 10 closed leads converted");
        assertThat(output.urgency()).isEqualTo(Urgency.MEDIUM);
    }

    @Test
    void takesFewerSharedTraitsWhereTooFewCasesShareAll() {
        records.with(EntityType.LEAD, "l1", SOFTWARE);
        closed(7, "a", SOFTWARE, true);
        closed(8, "b", "{'industry': 'Software', 'source': 'fair'}", false);
        Output output = output(records.sources(), "l1");
        assertThat(output.qualityScore()).as("(7 + 1) of (15 + 2)").isEqualTo(47);
        assertThat(output.strengths().getFirst()).startsWith("7 of 15 closed leads with industry Software converted");
    }

    @Test
    void asksADeployedModelFirstAndNamesIt() {
        records.with(EntityType.LEAD, "l1", SOFTWARE);
        closed(20, "a", SOFTWARE, false);
        Scores scores = (purpose, entity) -> Optional.of(new Scores.Score(
                0.914,
                "lead_scoring version 3",
                "log-odds",
                List.of(
                        new Scores.Contribution("employees", "250", 1.2),
                        new Scores.Contribution("country", "null", -0.31),
                        new Scores.Contribution("source", "referral", 0.001))));
        Output output = output(records.sources(scores), "l1");
        assertThat(output.qualityScore()).isEqualTo(91);
        assertThat(output.strengths()).containsExactly("employees 250: +1.20 log-odds (model lead_scoring version 3)");
        assertThat(output.weaknesses()).contains("country not known: -0.31 log-odds (model lead_scoring version 3)");
        assertThat(output.nextActions())
                .contains("Propose a meeting: the score of 91 is among the good ones (from 70)");
    }

    @Test
    void estimatesTheValueByWonDealsOfItsIndustry() {
        records.with(EntityType.LEAD, "l1", "{'industry': 'Software', 'budget': '999'}");
        for (int amount : new int[] {100, 300, 200}) {
            records.with(
                    EntityType.DEAL,
                    "d" + amount,
                    "{'industry': 'software', 'status': 'won', 'amount': " + amount + "}");
        }
        records.with(9, EntityType.DEAL, "lost", "{'industry': 'Software', 'status': 'lost', 'amount': 5}");
        Output output = output(records.sources(), "l1");
        assertThat(output.estimatedValue()).isEqualTo("200.00");
        assertThat(output.strengths()).contains("The 3 won deals in Software have a median amount of 200.00 USD");
    }

    @Test
    void takesTheBudgetWhereNoDealsWereWon() {
        records.with(EntityType.LEAD, "l1", "{'budget': '12000.5'}");
        assertThat(output(records.sources(), "l1").estimatedValue()).isEqualTo("12000.50");
    }

    @Test
    void isUrgentWhenADecisionIsDueSoon() {
        records.with(EntityType.LEAD, "soon", "{'needed_by': '2026-06-20'}")
                .with(EntityType.LEAD, "later", "{'needed_by': '2026-08-01'}")
                .with(EntityType.LEAD, "past", "{'needed_by': '2026-05-01'}");
        assertThat(output(records.sources(), "soon").urgency()).isEqualTo(Urgency.HIGH);
        assertThat(output(records.sources(), "later").urgency()).isEqualTo(Urgency.MEDIUM);
        assertThat(output(records.sources(), "past").urgency()).isNull();
    }

    @Test
    void looksAtTheLastContactAndNotAtWhatIsPlanned() {
        records.with(EntityType.LEAD, "l1", "{}")
                .with(EntityType.ACTIVITY, "a1", "{'lead_id': 'l1', 'at': '2026-04-01'}")
                .with(EntityType.ACTIVITY, "a2", "{'lead_id': 'l1', 'at': '2026-07-01'}")
                .with(EntityType.ACTIVITY, "a3", "{'lead_id': 'l2', 'at': '2026-05-30'}");
        Output output = output(records.sources(), "l1");
        assertThat(output.weaknesses())
                .containsExactly("There was no activity in the last 30 days; the last was on 2026-04-01");
        assertThat(output.nextActions()).contains("Get in touch again: the last activity was 61 days ago");
    }

    @Test
    void knowsNoLeadThatIsNotThere() {
        assertThatThrownBy(() -> answer(records.sources(), "nobody"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
        assertThatThrownBy(() -> agent.answer(records.sources(), Json.parse("{\"leadId\": {}}")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
    }

    private void closed(int count, String prefix, String attributes, boolean converted) {
        records.with(count, EntityType.LEAD, prefix, attributes.replace("}", ", 'converted': " + converted + "}"));
    }

    private Output output(Sources sources, String id) {
        return (Output) answer(sources, id).result();
    }

    private Findings answer(Sources sources, String id) {
        return agent.answer(sources, Json.parse("{\"leadId\": \"" + id + "\"}"));
    }
}
