package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.llm.provider.ProviderSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** The providers that the installation has credentials for, from the environment variables that each is known by. */
final class InstalledProviders {
    private static final String MOST_AT_ONCE = "millrace.llm.max-concurrent";
    private static final int USUAL_AT_ONCE = 256;
    /** In the order in which they are tried. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "openai",
                    ProviderKind.OPENAI,
                    "OPENAI_API_KEY",
                    "OPENAI_BASE_URL",
                    "",
                    "gpt-5-mini",
                    "gpt-5-nano",
                    "gpt-5"),
            new Known(
                    "anthropic",
                    ProviderKind.ANTHROPIC,
                    "ANTHROPIC_API_KEY",
                    "ANTHROPIC_BASE_URL",
                    "",
                    "claude-sonnet-4-5",
                    "claude-haiku-4-5",
                    "claude-opus-4-5"),
            new Known(
                    "gemini",
                    ProviderKind.GEMINI,
                    "GOOGLE_API_KEY",
                    "GOOGLE_BASE_URL",
                    "",
                    "gemini-2.5-flash",
                    "gemini-2.5-flash-lite",
                    "gemini-2.5-pro"),
            new Known(
                    "mistral",
                    ProviderKind.OPENAI_COMPATIBLE,
                    "MISTRAL_API_KEY",
                    "MISTRAL_BASE_URL",
                    "https://api.mistral.ai/v1",
                    "mistral-medium-latest",
                    "mistral-small-latest",
                    "mistral-large-latest"),
            new Known(
                    "azure",
                    ProviderKind.OPENAI_COMPATIBLE,
                    "AZURE_OPENAI_API_KEY",
                    "AZURE_OPENAI_ENDPOINT",
                    "",
                    "gpt-5-mini",
                    "gpt-5-nano",
                    "gpt-5"),
            new Known(
                    "huggingface",
                    ProviderKind.OPENAI_COMPATIBLE,
                    "HUGGINGFACE_API_TOKEN",
                    "HUGGINGFACE_BASE_URL",
                    "https://router.huggingface.co/v1",
                    "meta-llama/Llama-3.3-70B-Instruct",
                    "meta-llama/Llama-3.1-8B-Instruct",
                    "meta-llama/Llama-3.3-70B-Instruct"),
            new Known(
                    "ollama",
                    ProviderKind.OLLAMA,
                    "OLLAMA_API_KEY",
                    "OLLAMA_BASE_URL",
                    "",
                    "llama3.2",
                    "llama3.2",
                    "llama3.2"));

    private final Map<String, ProviderSpec> specs = new LinkedHashMap<>();

    InstalledProviders(Environment environment) {
        int most = environment.getProperty(MOST_AT_ONCE, Integer.class, USUAL_AT_ONCE);
        for (Known known : KNOWN) {
            known.spec(environment, most).ifPresent(spec -> specs.put(spec.name(), spec));
        }
    }

    /** By name, in the order in which routes try them. */
    Map<String, ProviderSpec> specs() {
        return specs;
    }

    /** The model that a provider answers one of the three usual routes with. */
    List<Link> links(UsualRoute route) {
        return KNOWN.stream()
                .filter(known -> specs.containsKey(known.name))
                .map(known -> new Link(known.name, known.model(route)))
                .toList();
    }

    /** What to set for each provider that is known by name. */
    static List<String> variables() {
        return KNOWN.stream()
                .map(known -> known.kind == ProviderKind.OLLAMA ? known.url : known.key)
                .toList();
    }

    private record Known(
            String name,
            ProviderKind kind,
            String key,
            String url,
            String usualUrl,
            String usual,
            String fast,
            String smart) {

        private Optional<ProviderSpec> spec(Environment environment, int most) {
            String secret = environment.getProperty(key, "").strip();
            String given = environment.getProperty(url, "").strip();
            String address = given.isEmpty() ? (usualUrl.isEmpty() ? kind.usualUrl() : usualUrl) : base(given);
            boolean set = kind == ProviderKind.OLLAMA ? !given.isEmpty() : !secret.isEmpty() && !address.isEmpty();
            return set ? Optional.of(new ProviderSpec(name, kind, address, secret, true, most)) : Optional.empty();
        }

        /** Azure names a resource where the others name an API. */
        private String base(String given) {
            String plain = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
            return name.equals("azure") && !plain.contains("/openai") ? plain + "/openai/v1" : plain;
        }

        private String model(UsualRoute route) {
            return switch (route) {
                case DEFAULT -> usual;
                case FAST -> fast;
                case SMART -> smart;
            };
        }
    }
}
