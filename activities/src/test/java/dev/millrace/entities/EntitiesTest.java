package dev.millrace.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.MovableClock;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EntitiesTest {
    private final TenantId tenant = TestDatabase.get().workspace();
    private final TenantId stranger = TestDatabase.get().workspace();
    private final MovableClock clock = new MovableClock();
    private final Entities entities = new Entities(TestDatabase.get().transactions(), clock);

    @Test
    void keepsAnEntityAsItWasGivenLast() {
        Entities.Put first = put(EntityType.LEAD, "l1", "{'email': 'a@b.example', 'note': [1, {'x': null}]}");
        assertThat(first.created()).isTrue();
        clock.advance(Duration.ofHours(1));
        Entities.Put second = put(EntityType.LEAD, "l1", "{'employees': 20, 'gone': null}");
        assertThat(second.created()).isFalse();
        Entity entity = entities.get(tenant, new EntityRef(EntityType.LEAD, "l1"));
        assertThat(entity.attributes()).isEqualTo(json("{'employees': 20}"));
        assertThat(entity.createdAt()).isEqualTo(first.entity().createdAt());
        assertThat(entity.updatedAt()).isEqualTo(clock.instant());
    }

    @Test
    void takesTheSameAgainAsNoChange() {
        Entity first = put(EntityType.LEAD, "l1", "{'a': 1, 'b': 2.50}").entity();
        clock.advance(Duration.ofHours(1));
        assertThat(put(EntityType.LEAD, "l1", "{'b': 2.5, 'a': 1}").entity()).isEqualTo(first);
    }

    @Test
    void keepsTypesAndTenantsApart() {
        put(EntityType.LEAD, "1", "{'name': 'lead'}");
        put(EntityType.DEAL, "1", "{'name': 'deal', 'lead_id': '1'}");
        EntityRef lead = new EntityRef(EntityType.LEAD, "1");
        assertThat(entities.get(tenant, lead).attributes().path("name").asString())
                .isEqualTo("lead");
        assertThat(entities.find(stranger, lead)).isEmpty();
        assertThat(entities.newest(stranger, EntityType.LEAD, 10)).isEmpty();
        assertThat(entities.related(stranger, lead, 10)).isEmpty();
        assertThatThrownBy(() -> entities.delete(stranger, lead, entity -> {}))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
        entities.put(stranger, new NewEntity(EntityType.LEAD, "1", json("{'name': 'other'}")), before -> {});
        assertThat(entities.get(tenant, lead).attributes().path("name").asString())
                .isEqualTo("lead");
    }

    @Test
    void findsWhatBelongsToAnEntityNewestFirst() {
        Entity company = put(EntityType.COMPANY, "acme", "{}").entity();
        Entity lead = put(EntityType.LEAD, "l1", "{'company_id': 'acme', 'contact_id': 'nobody'}")
                .entity();
        Entity first = put(EntityType.ACTIVITY, "a1", "{'lead_id': 'l1'}").entity();
        Entity second = put(EntityType.ACTIVITY, "a2", "{'lead_id': 'l1'}").entity();
        put(EntityType.ACTIVITY, "a3", "{'lead_id': 'l2'}");
        assertThat(entities.related(tenant, lead.ref(), EntityType.ACTIVITY, 10))
                .containsExactly(second, first);
        assertThat(entities.related(tenant, lead.ref(), 1)).containsExactly(second);
        assertThat(entities.related(tenant, company.ref(), 10)).containsExactly(lead);
        assertThat(entities.named(tenant, lead)).containsExactly(company);
    }

    @Test
    void readsOfManyOnlyWhatIsAskedForAndShort() {
        put(EntityType.LEAD, "l1", "{'source': 'x', 'title': '" + "y".repeat(500) + "', 'employees': 5, 'free': 1}");
        put(EntityType.LEAD, "l2", "{}");
        assertThat(entities.brief(tenant, EntityType.LEAD, List.of("source", "title", "employees"), 10))
                .extracting(Entity::attributes)
                .containsExactly(json("{}"), json("{'source': 'x', 'employees': 5}"));
        assertThat(entities.brief(stranger, EntityType.LEAD, List.of("source"), 10))
                .isEmpty();
    }

    @Test
    void writesManyAndTellsWhichAreNew() {
        put(EntityType.LEAD, "l2", "{'employees': 1}");
        List<NewEntity> given = List.of(
                new NewEntity(EntityType.LEAD, "l2", json("{'employees': 2}")),
                new NewEntity(EntityType.LEAD, "l1", json("{}")));
        assertThat(entities.putAll(tenant, EntityType.LEAD, given)).isEqualTo(1);
        assertThat(entities.putAll(tenant, EntityType.LEAD, given)).isZero();
        assertThat(entities.get(tenant, new EntityRef(EntityType.LEAD, "l2")).attributes())
                .isEqualTo(json("{'employees': 2}"));
    }

    @Test
    void changesNothingWhenThePreconditionFails() {
        put(EntityType.LEAD, "l1", "{}");
        assertThatThrownBy(() ->
                        entities.put(tenant, new NewEntity(EntityType.LEAD, "l1", json("{'x': 1}")), before -> {
                            assertThat(before).isPresent();
                            throw new Problem(ProblemType.PRECONDITION_FAILED, "no");
                        }))
                .isInstanceOf(Problem.class);
        assertThat(entities.get(tenant, new EntityRef(EntityType.LEAD, "l1"))
                        .attributes()
                        .isEmpty())
                .isTrue();
    }

    private Entities.Put put(EntityType type, String id, String attributes) {
        return entities.put(tenant, new NewEntity(type, id, json(attributes)), before -> {});
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"'));
    }
}
