package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.problems.Problem;
import dev.millrace.security.outbound.LiveClients;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that a tenant sets up for itself. Each of the parts that are null takes what is usual: the kind's own URL, no
 * key, {@value #USUAL_AT_ONCE} calls at once.
 */
public record TenantProvider(String name, ProviderKind kind, String baseUrl, String apiKey, int maxConcurrent) {
    static final int USUAL_AT_ONCE = 64;

    private static final int MOST_AT_ONCE = 1_000;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{0,4000}");

    public TenantProvider {
        if (!Link.isProviderName(name) || name.equals(LocalAnswer.PROVIDER)) {
            throw Problem.invalid(
                    "/name", "a provider's name has 1 to 63 lower-case letters, digits, - and _, and is not `local`");
        }
        if (baseUrl.isEmpty()) {
            throw Problem.invalid(
                    "/base_url", "base_url is required for kind " + kind.name().toLowerCase(Locale.ROOT));
        }
        LiveClients.target(baseUrl);
        if (baseUrl.contains("?") || baseUrl.contains("#")) {
            throw Problem.invalid("/base_url", "base_url has neither a query nor a fragment");
        }
        if (!KEY.matcher(apiKey).matches()) {
            throw Problem.invalid("/api_key", "api_key has up to 4000 printable ASCII characters without spaces");
        }
        if (maxConcurrent < 1 || maxConcurrent > MOST_AT_ONCE) {
            throw Problem.invalid("/max_concurrent", "max_concurrent lies between 1 and " + MOST_AT_ONCE);
        }
    }

    /** With what is usual in place of what is not given. */
    public static TenantProvider of(
            String name,
            ProviderKind kind,
            @Nullable String baseUrl,
            @Nullable String apiKey,
            @Nullable Integer maxConcurrent) {
        String url = baseUrl == null || baseUrl.isBlank() ? kind.usualUrl() : baseUrl.strip();
        return new TenantProvider(
                name,
                kind,
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                apiKey == null ? "" : apiKey.strip(),
                maxConcurrent == null ? USUAL_AT_ONCE : maxConcurrent);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + baseUrl + ")";
    }
}
