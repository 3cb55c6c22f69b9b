package dev.millrace.security;

/** Secrets of an installation that exists for one test. */
public final class TestWebhooks {
    private TestWebhooks() {}

    public static WebhookSecrets secrets() {
        return new WebhookSecrets(Keyset.parse(Keysets.generate()));
    }
}
