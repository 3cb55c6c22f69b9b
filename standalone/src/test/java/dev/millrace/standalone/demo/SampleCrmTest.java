package dev.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.entities.EntityType;
import dev.millrace.entities.NewEntity;
import dev.millrace.tenancy.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SampleCrmTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, List<SequencedMap<String, Object>>> crm = SampleCrm.asOf(NOW);

    @Test
    void isTheSameEachTime() {
        assertThat(SampleCrm.asOf(NOW)).isEqualTo(crm);
    }

    @Test
    void saysOfEachRecordThatItIsSynthetic() {
        assertThat(crm.values())
                .allSatisfy(records -> assertThat(records).isNotEmpty().allSatisfy(record -> {
                    assertThat(record).containsEntry("synthetic", true);
                    assertThat((String) record.get("name")).startsWith("Sample ");
                }));
    }

    @Test
    void isTakenAsItIs() {
        crm.forEach((type, records) -> records.forEach(record -> {
            ObjectNode attributes = (ObjectNode) Json.tree(record);
            String id = attributes.remove("id").asString();
            assertThat(new NewEntity(EntityType.valueOf(type.toUpperCase(Locale.ROOT)), id, attributes)
                            .attributes()
                            .size())
                    .isEqualTo(record.size() - 1);
        }));
    }

    @Test
    void holdsWhatIsToBeFoundOut() {
        assertThat(rate("referral")).isGreaterThan(rate("cold call") + 0.2);
    }

    private double rate(String source) {
        List<SequencedMap<String, Object>> closed = crm.getOrDefault("lead", List.of()).stream()
                .filter(lead -> lead.containsKey("converted") && source.equals(lead.get("source")))
                .toList();
        return closed.stream()
                        .filter(lead -> Boolean.TRUE.equals(lead.get("converted")))
                        .count()
                / (double) closed.size();
    }
}
