package dev.millrace.standalone;

import java.util.Map;
import java.util.TreeMap;

/** What the API and the workers are told, by the names of the environment variables that configure them elsewhere. */
record StandaloneProperties(Map<String, String> values) {
    static StandaloneProperties of(Settings settings, Home home, Servers servers) {
        Map<String, String> values = new TreeMap<>(servers.properties());
        values.put("MILLRACE_HOME", home.data("").toString());
        values.put(
                "MILLRACE_KEYSET",
                settings.keyset()
                        .orElseGet(() -> new Secrets(home.data("secrets")).kept("keyset.json", Keyset::generate)));
        values.put(
                "MILLRACE_ARTIFACTS",
                settings.artifacts().orElseGet(() -> home.data("artifacts").toString()));
        settings.httpAllowHosts().ifPresent(hosts -> values.put("MILLRACE_HTTP_ALLOW_HOSTS", hosts));
        values.put("MILLRACE_BIND", settings.bind());
        values.put("AI_SERVICE_PORT", Integer.toString(settings.port()));
        values.put("server.address", settings.bind());
        values.put("server.port", Integer.toString(settings.port()));
        settings.temporalAddress()
                .ifPresentOrElse(
                        given -> {},
                        () -> values.put("millrace.temporal-ui", "http://localhost:" + settings.temporalUiPort()));
        return new StandaloneProperties(values);
    }

    /** As arguments they outrank the environment and every file. */
    String[] asArguments() {
        return values.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }
}
