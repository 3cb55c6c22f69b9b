package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextAgentsTest {
    private static final String MINUTES =
            "The team met to discuss the rollout of the new portal. The rollout of the portal is"
                    + " planned for spring. Lunch was good that day. There is a risk that the security review delays the rollout. The"
                    + " customer is interested in more seats for the portal. We will send the offer by Friday.";

    private final FakeRecords records = new FakeRecords();

    @Test
    void sumsUpByQuotingWhatIsThere() {
        Summary.Output output =
                (Summary.Output) summary("{\"text\": \"" + MINUTES + "\"}").result();
        assertThat(List.of(String.valueOf(output.summary()).split("(?<=\\.) ")))
                .as("each sentence is one of the text")
                .hasSize(3)
                .allSatisfy(sentence -> assertThat(MINUTES).contains(sentence));
        assertThat(output.summary()).contains("rollout").doesNotContain("Lunch");
        assertThat(output.actionItems()).containsExactly("We will send the offer by Friday.");
        assertThat(output.risks()).containsExactly("There is a risk that the security review delays the rollout.");
        assertThat(output.opportunities()).containsExactly("The customer is interested in more seats for the portal.");
    }

    @Test
    void saysTheSameThingOnce() {
        String twice =
                "The portal goes live in spring. The portal goes live in spring. Training begins in May for all.";
        Summary.Output output =
                (Summary.Output) summary("{\"text\": \"" + twice + "\"}").result();
        assertThat(output.keyPoints())
                .containsExactly("The portal goes live in spring.", "Training begins in May for all.");
    }

    @Test
    void quotesWhatSeveralRecordsSayOnce() {
        records.with(EntityType.DEAL, "d1", "{}")
                .with(EntityType.ACTIVITY, "a1", "{'deal_id': 'd1', 'text': 'We will send the offer.'}")
                .with(EntityType.ACTIVITY, "a2", "{'deal_id': 'd1', 'text': 'We will send the offer.'}");
        Summary.Output output = (Summary.Output)
                summary("{\"entityType\": \"deal\", \"entityId\": \"d1\"}").result();
        assertThat(output.actionItems()).containsExactly("We will send the offer. [activity/a2]");
    }

    @Test
    void sumsUpWhatIsWrittenAboutAnEntityAndSaysWhere() {
        records.with(EntityType.DEAL, "d1", "{}")
                .with(EntityType.ACTIVITY, "a1", "{'deal_id': 'd1', 'text': 'They asked for a new offer.'}")
                .with(EntityType.DOCUMENT, "x", "{'deal_id': 'other', 'text': 'Not about this one at all.'}");
        Findings found = summary("{\"entityType\": \"deal\", \"entityId\": \"d1\"}");
        assertThat(((Summary.Output) found.result()).keyPoints())
                .containsExactly("They asked for a new offer. [activity/a1]");
        assertThat(found.missing()).isEmpty();
    }

    @Test
    void sumsUpNothingWhereNothingIsWritten() {
        records.with(EntityType.DEAL, "d1", "{}");
        Findings found = summary("{\"entityType\": \"deal\", \"entityId\": \"d1\"}");
        assertThat(found.result()).isEqualTo(new Summary.Output(null, List.of(), List.of(), List.of(), List.of()));
        assertThat(found.missing()).containsExactly("activity.text or document.text");
        assertThatThrownBy(() -> summary("{}")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> summary("{\"entityType\": \"unicorn\", \"entityId\": \"1\"}"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("entityType is one of contact, company");
    }

    @Test
    void researchesWhatIsOnRecordAboutACompany() {
        records.with(
                        EntityType.COMPANY,
                        "c1",
                        "{'industry': 'Retail', 'description': 'Sample Company 1 runs forty shops.'}")
                .with(
                        EntityType.CONTACT,
                        "p1",
                        "{'company_id': 'c1', 'name': 'Sample Contact 1', 'title': 'Head of Sales'}")
                .with(EntityType.CONTACT, "p2", "{'company_id': 'c1', 'name': 'Sample Contact 2', 'title': 'Clerk'}")
                .with(
                        EntityType.DEAL,
                        "d1",
                        "{'company_id': 'c1', 'competitor': 'Sample Rival', 'status': 'won',"
                                + " 'industry': 'Retail', 'closed': '2026-05-01'}")
                .with(EntityType.ACTIVITY, "a1", "{'deal_id': 'd1', 'text': 'Reports are slow and done manually.'}");
        Findings found = new Research().answer(records.sources(), Json.parse("{\"companyId\": \"c1\"}"));
        Research.Output output = (Research.Output) found.result();
        assertThat(output.background()).contains("Sample Company 1 runs forty shops. [company/c1]");
        assertThat(output.decisionMakers()).containsExactly("Sample Contact 1, Head of Sales [contact/p1]");
        assertThat(output.competitors()).containsExactly("Sample Rival [deal/d1]");
        assertThat(output.painPoints()).containsExactly("Reports are slow and done manually. [activity/a1]");
        assertThat(output.industryTrends())
                .containsExactly("Own deals in Retail: 1 of 1 won in the last half year, 0 of 0 before");
        assertThat(output.sources()).contains("company/c1", "contact/p2", "deal/d1", "activity/a1");
        assertThat(found.missing()).contains("company.employees");
    }

    @Test
    void researchesATopicByMeaning() {
        records.with(
                        EntityType.DOCUMENT,
                        "x1",
                        "{'title': 'Security of the portal', 'text': 'The security of the portal was tested.'}")
                .with(
                        EntityType.DOCUMENT,
                        "x2",
                        "{'title': 'Canteen', 'text': 'On Mondays there is soup with bread.'}");
        Research.Output output = (Research.Output) new Research()
                .answer(records.sources(), Json.parse("{\"topic\": \"portal security\"}"))
                .result();
        assertThat(output.sources()).containsExactly("document/x1");
        assertThatThrownBy(() -> new Research().answer(records.sources(), Json.parse("{}")))
                .isInstanceOf(Problem.class);
    }

    @Test
    void findsWhatMeansTheSameInOtherWords() {
        records.with(
                        EntityType.DOCUMENT,
                        "x1",
                        "{'title': 'Fleet', 'text': 'Our automobiles are serviced twice a year.'}")
                .with(
                        EntityType.DOCUMENT,
                        "x2",
                        "{'title': 'Canteen', 'text': 'On Mondays there is soup with bread.'}");
        assertThat(Likeness.of("maintenance of cars", records.newest(EntityType.DOCUMENT, 10), Embedder.standard()))
                .extracting(found -> found.facts().source())
                .containsExactly("document/x1");
    }

    private Findings summary(String input) {
        return new Summary().answer(records.sources(), Json.parse(input));
    }
}
