package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final String BODY = "{\"type\":\"a.b\",\"data\":\"grüß dich\"}";

    private final String keyset = Keysets.generate();
    private final WebhookSecrets secrets = of(keyset);

    @Test
    void anIndependentLibraryVerifiesWhatIsSigned() {
        assertThatCode(() -> verify(secrets.secret(ACME), BODY, signed(secrets)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatWasChangedOnTheWayIsNotVerified() {
        assertThatThrownBy(() -> verify(secrets.secret(ACME), BODY + " ", signed(secrets)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void theSecretIsTheSameAfterARestartAndOfTheSpecifiedSize() {
        String secret = secrets.secret(ACME);

        assertThat(of(keyset).secret(ACME)).isEqualTo(secret);
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSizeBetween(24, 64);
    }

    @Test
    void eachWorkspaceHasItsOwn() {
        assertThat(secrets.secret(OTHER)).isNotEqualTo(secrets.secret(ACME));
        assertThatThrownBy(() -> verify(secrets.secret(OTHER), BODY, signed(secrets)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void receiversMayKeepTheirSecretWhileTheKeysetHoldsTheOldKey() {
        WebhookSecrets rotated = of(Keysets.rotated(keyset));

        assertThat(rotated.secret(ACME)).isNotEqualTo(secrets.secret(ACME));
        assertThatCode(() -> verify(secrets.secret(ACME), BODY, signed(rotated)))
                .doesNotThrowAnyException();
        assertThatCode(() -> verify(rotated.secret(ACME), BODY, signed(rotated)))
                .doesNotThrowAnyException();
    }

    @Test
    void aProcessWithoutAKeysetSaysWhatIsMissing() {
        assertThatThrownBy(() -> signed(new WebhookSecrets(null)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE))
                .hasMessageContaining("MILLRACE_KEYSET is not set");
    }

    private static Map<String, List<String>> signed(WebhookSecrets secrets) {
        return secrets.sign(ACME, "msg_1", Instant.now(), BODY).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }

    private static void verify(String secret, String body, Map<String, List<String>> headers) throws Exception {
        new Webhook(secret).verify(body, headers);
    }

    private static WebhookSecrets of(String keyset) {
        return new WebhookSecrets(Keyset.parse(keyset));
    }
}
