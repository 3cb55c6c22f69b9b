package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.agents.crm.CustomerInsights.Activity;
import dev.millrace.agents.crm.CustomerInsights.Level;
import dev.millrace.agents.crm.CustomerInsights.Output;
import dev.millrace.agents.crm.CustomerInsights.Risk;
import dev.millrace.agents.crm.CustomerInsights.Trend;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerInsightsTest {
    private final FakeRecords records = new FakeRecords();

    @Test
    void saysNothingThatTheDataDoNotSay() {
        records.with(EntityType.CUSTOMER, "c1", "{}");
        Findings found = answer("c1");
        assertThat(found.result())
                .isEqualTo(new Output(
                        null, new Activity(0, 0, null, null), List.of(), List.of(), new Risk(null, null, List.of())));
        assertThat(found.missing()).contains("customer.plan", "activity", "a deployed model for churn");
    }

    @Test
    void describesWhatIsOnRecord() {
        records.with(EntityType.CUSTOMER, "c1", "{'name': 'Sample Customer 1', 'plan': 'basic', 'employees': 20}")
                .with(EntityType.DEAL, "d1", "{'customer_id': 'c1', 'status': 'won', 'product': 'Portal'}")
                .with(
                        EntityType.DEAL,
                        "d2",
                        "{'customer_id': 'c1', 'status': 'open', 'name': 'More seats', 'amount': 500}")
                .with(EntityType.ACTIVITY, "a1", "{'customer_id': 'c1', 'kind': 'Call', 'at': '2026-05-10'}")
                .with(EntityType.ACTIVITY, "a2", "{'customer_id': 'c1', 'kind': 'call', 'at': '2026-04-10'}")
                .with(EntityType.ACTIVITY, "a3", "{'customer_id': 'c1', 'kind': 'email', 'at': '2026-04-12'}");
        Output output = (Output) answer("c1").result();
        assertThat(output.profile()).isEqualTo("Sample Customer 1: employees 20, plan basic [customer/c1]");
        assertThat(output.engagement()).isEqualTo(new Activity(1, 2, "2026-05-10", Trend.FALLING));
        assertThat(output.preferences())
                .containsExactly(
                        "Contact by call: 2 of 3 activities",
                        "Contact by email: 1 of 3 activities",
                        "Bought Portal 1 times");
        assertThat(output.opportunities()).containsExactly("Open deal More seats of 500.00 USD [deal/d2]");
        assertThat(output.retentionRisk().reasons())
                .contains("Activities fell from 2 to 1 in 30 days", "The last activity was 22 days ago");
    }

    @Test
    void seesTheRiskInHowLikeCustomersFared() {
        records.with(EntityType.CUSTOMER, "c1", "{'plan': 'basic'}")
                .with(8, EntityType.CUSTOMER, "gone", "{'plan': 'basic', 'churned': true}")
                .with(30, EntityType.CUSTOMER, "here", "{'plan': 'pro', 'churned': false}");
        Risk risk = ((Output) answer("c1").result()).retentionRisk();
        assertThat(risk.level()).isEqualTo(Level.HIGH);
        assertThat(risk.probability()).isEqualTo(0.9);
        assertThat(risk.reasons()).contains("8 of 8 customers with plan basic left (of all: 8 of 38)");
    }

    @Test
    void takesAContactOrCompanyWhereThereIsNoCustomer() {
        records.with(EntityType.COMPANY, "x", "{'industry': 'Retail'}");
        assertThat(((Output) answer("x").result()).profile()).contains("[company/x]");
        assertThatThrownBy(() -> answer("nobody")).isInstanceOf(Problem.class);
    }

    @Test
    void recommendsFromWhatTheOthersFind() {
        records.with(EntityType.LEAD, "l1", "{'industry': 'Retail'}")
                .with(
                        EntityType.DOCUMENT,
                        "x1",
                        "{'title': 'Retail portal guide', 'text': 'How shops use the portal.'}");
        Findings found = new Recommendation()
                .answer(
                        records.sources(),
                        Json.parse("{\"entityType\": \"lead\", \"entityId\": \"l1\", \"goal\": \"sell the portal\"}"));
        Recommendation.Output output = (Recommendation.Output) found.result();
        assertThat(output.immediate()).contains("Make the first contact: no activity is on record");
        assertThat(output.resources()).hasSize(1).allMatch(resource -> resource.contains("[document/x1]"));
        assertThat(output.expectedOutcomes()).isEmpty();
        assertThat(found.missing()).contains("lead.budget", "a deployed model for lead_scoring");
    }

    private Findings answer(String id) {
        return new CustomerInsights().answer(records.sources(), Json.parse("{\"customerId\": \"" + id + "\"}"));
    }
}
