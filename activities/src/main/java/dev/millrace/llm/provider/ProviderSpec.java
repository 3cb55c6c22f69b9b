package dev.millrace.llm.provider;

/**
 * A provider as it is set up.
 *
 * @param apiKey empty where none is needed
 * @param trusted whether the operator has written the URL, so that it may lead anywhere
 * @param maxConcurrent calls at once
 */
public record ProviderSpec(
        String name, ProviderKind kind, String baseUrl, String apiKey, boolean trusted, int maxConcurrent) {
    /** Without the key. */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + baseUrl + ")";
    }
}
