package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agents.crm.DealAnalysis.Event;
import dev.millrace.agents.crm.DealAnalysis.Output;
import dev.millrace.entities.EntityType;
import dev.millrace.tenancy.Json;
import org.junit.jupiter.api.Test;

class DealAnalysisTest {
    private final FakeRecords records = new FakeRecords();

    @Test
    void saysNothingThatTheDataDoNotSay() {
        records.with(EntityType.DEAL, "d1", "{}");
        Findings found = answer();
        Output output = (Output) found.result();
        assertThat(output.winProbability()).isNull();
        assertThat(output.successFactors()).isEmpty();
        assertThat(output.riskFactors()).containsExactly("No activity is on record", "No next step is on record");
        assertThat(output.timeline()).isEmpty();
        assertThat(found.missing()).contains("deal.amount", "activity", "deal.status of 8 past deals");
    }

    @Test
    void takesTheRateOfLikeDealsBeforeTheDealsOwn() {
        records.with(EntityType.DEAL, "d1", "{'industry': 'Retail', 'probability': 0.99, 'amount': 20000}")
                .with(6, EntityType.DEAL, "w", "{'industry': 'Retail', 'status': 'won', 'amount': '30000'}")
                .with(2, EntityType.DEAL, "l", "{'industry': 'Retail', 'status': 'lost', 'amount': 40000}")
                .with(8, EntityType.DEAL, "o", "{'industry': 'Retail', 'status': 'open', 'amount': 40000}");
        assertThat(output().winProbability()).as("(6 + 1) of (8 + 2)").isEqualTo(0.7);
        assertThat(output().successFactors().getFirst())
                .isEqualTo("6 of 8 closed deals with industry Retail, amount 10000 to 49999 were won (of all: 6 of 8)");
    }

    @Test
    void takesTheDealsOwnProbabilityWhereNothingElseIsKnown() {
        records.with(EntityType.DEAL, "d1", "{'probability': 0.4}");
        assertThat(output().winProbability()).isEqualTo(0.4);
        assertThat(output().successFactors())
                .containsExactly("The probability is the one on record with the deal, 0.4");
    }

    @Test
    void leavesNoDoubtAboutADealThatHasEnded() {
        records.with(EntityType.DEAL, "d1", "{'status': 'lost', 'probability': 0.9}")
                .with(7, EntityType.DEAL, "w", "{'status': 'won'}");
        assertThat(output().winProbability()).isZero();
        assertThat(output().riskFactors().getFirst()).isEqualTo("It is on record as lost");
        assertThat(output().successFactors()).as("seven others, and not itself").isEmpty();
    }

    @Test
    void recommendsWhatWonDealsHadAndLostOnesLacked() {
        records.with(EntityType.DEAL, "d1", "{}");
        for (int i = 0; i < 10; i++) {
            records.with(EntityType.DEAL, "w" + i, "{'status': 'won'}")
                    .with(EntityType.ACTIVITY, "wa" + i, "{'kind': 'Demo', 'deal_id': 'w" + i + "'}")
                    .with(EntityType.DEAL, "l" + i, "{'status': 'lost'}")
                    .with(EntityType.ACTIVITY, "la" + i, "{'kind': 'call', 'deal_id': 'l" + i + "'}");
        }
        records.with(5, EntityType.DEAL, "silent", "{'status': 'won'}");
        assertThat(output().strategies())
                .contains("Plan a demo: 10 of 10 deals with a demo were won, 0 of 10 without")
                .noneMatch(strategy -> strategy.contains("Plan a call"));
        records.with(EntityType.ACTIVITY, "a1", "{'kind': 'demo', 'deal_id': 'd1', 'at': '2026-05-30'}");
        assertThat(output().successFactors())
                .contains("There was a demo: 10 of 10 deals with a demo were won, 0 of 10 without");
    }

    @Test
    void warnsOfATimeThatHasPassedAndOfWhatPeopleSaid() {
        records.with(
                        EntityType.DEAL,
                        "d1",
                        "{'created': '2026-01-01', 'expected_close': '2026-05-01', 'competitor': 'Sample Rival'}")
                .with(
                        EntityType.ACTIVITY,
                        "a1",
                        "{'deal_id': 'd1', 'at': '2026-05-30', 'kind': 'call', 'subject': 'Call', 'text': 'All is fine here. They are worried about the budget.'}");
        for (int i = 0; i < 4; i++) {
            records.with(
                    EntityType.DEAL,
                    "w" + i,
                    "{'status': 'won', 'created': '2026-01-01', 'closed': '2026-01-1" + i + "'}");
        }
        records.with(9, EntityType.DEAL, "l", "{'status': 'lost', 'created': '2024-01-01', 'closed': '2026-01-01'}");
        assertThat(output().riskFactors())
                .contains(
                        "The expected close, 2026-05-01, has passed",
                        "It has been open for 151 days; three of four won deals took at most 11 (4 won deals)",
                        "There is a competitor: Sample Rival",
                        "They are worried about the budget. [activity/a1]");
        assertThat(output().timeline())
                .containsExactly(
                        new Event("2026-01-01", "created"),
                        new Event("2026-01-11", "when half of the won deals were closed: after 10 days"),
                        new Event("2026-05-01", "expected close"),
                        new Event("2026-05-30", "call: Call"));
    }

    private Output output() {
        return (Output) answer().result();
    }

    private Findings answer() {
        return new DealAnalysis().answer(records.sources(), Json.parse("{\"dealId\": \"d1\"}"));
    }
}
