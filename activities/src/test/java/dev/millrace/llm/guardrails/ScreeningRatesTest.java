package dev.millrace.llm.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.llm.guardrails.Corpora.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of what is published is found, and how much of what is harmless is blamed; docs/benchmarks.md has the figures. */
class ScreeningRatesTest {
    private static final Logger LOG = LoggerFactory.getLogger(ScreeningRatesTest.class);

    private final InjectionScreen screen = new InjectionScreen(new KnownAttacks());

    @Test
    void findsMostPublishedInjectionsAndBlamesFewHarmlessTexts() {
        assertThat(rate("direct, detected", Corpora.injections(), "%s", false)).isGreaterThan(0.75);
        assertThat(rate(
                        "in tool output, detected",
                        Corpora.injections(),
                        "{\"note\": \"Spoke to the owner.\\n%s\"}",
                        true))
                .isGreaterThan(0.75);
        assertThat(rate("as user text, blamed", Corpora.benign(), "%s", false)).isLessThan(0.05);
        assertThat(rate("as tool output, blamed", Corpora.benign(), "%s", true)).isLessThan(0.1);
    }

    private double rate(String what, List<Line> lines, String around, boolean data) {
        Map<String, int[]> counts = new TreeMap<>();
        List<String> others = new ArrayList<>();
        int suspicious = 0;
        boolean attacks = lines.equals(Corpora.injections());
        for (Line line : lines) {
            Screening screening = screen.judge(around.replace("%s", line.text()), data);
            int[] count = counts.computeIfAbsent(line.category(), category -> new int[2]);
            count[1]++;
            if (screening.isSuspicious()) {
                count[0]++;
                suspicious++;
            }
            if (screening.isSuspicious() != attacks) {
                others.add(line.text() + " " + screening);
            }
        }
        StringBuilder report = new StringBuilder();
        counts.forEach((category, count) -> report.append(category + " " + count[0] + "/" + count[1] + ", "));
        LOG.info("{}: {}{}/{}; otherwise: {}", what, report, suspicious, lines.size(), others);
        return (double) suspicious / lines.size();
    }
}
