package dev.millrace.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard and the alert rules ask for is there to be had. */
@ApiTest
class DashboardsTest {
    private static final Pattern METRIC = Pattern.compile("\\b(ai|http|jvm|millrace|hikaricp|process)_[a-z0-9_]+");
    /** GatewayMeters makes them with their first value. */
    private static final Set<String> AFTER_A_CALL_OF_A_MODEL = Set.of(
            "ai_llm_calls_seconds_count",
            "ai_llm_cost_usd_total",
            "ai_llm_failures_total",
            "ai_llm_failovers_total",
            "ai_llm_tokens_total");

    private final Http http;

    DashboardsTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana/millrace.json", "prometheus/rules.yaml"})
    void asksForMetricsThatThereAre(String file) throws IOException {
        http.get("/api/v1/models");
        Set<String> there = metrics(http.get("/metrics").response().body());
        there.addAll(AFTER_A_CALL_OF_A_MODEL);

        Set<String> wanted = metrics(Files.readString(Path.of("../deploy", file)));

        assertThat(wanted).hasSizeGreaterThan(5);
        assertThat(there).containsAll(wanted);
    }

    @Test
    void theDashboardIsJson() throws IOException {
        var dashboard = new JsonMapper().readTree(Files.readString(Path.of("../deploy/grafana/millrace.json")));
        assertThat(dashboard.path("panels").size()).isGreaterThan(10);
    }

    private static Set<String> metrics(String text) {
        Set<String> metrics = new TreeSet<>();
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            metrics.add(matcher.group());
        }
        return metrics;
    }
}
