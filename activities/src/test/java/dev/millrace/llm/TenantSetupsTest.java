package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.llm.fakes.FakeProvider;
import dev.millrace.llm.fakes.Reply;
import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.llm.provider.ProviderSpec;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Keyset;
import dev.millrace.security.Keysets;
import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSetupsTest {
    private static final TenantId ONE = new TenantId("one");

    private final TestRouter gateway = new TestRouter("", Map.of());

    @AfterEach
    void end() throws IOException {
        gateway.close();
    }

    @Test
    void theDatabaseAloneGivesNoKeyAway() {
        gateway.setups.put(gateway.tenant, TenantProvider.of("mine", ProviderKind.OPENAI, null, "sk-secret", null));

        byte[] stored = gateway.transactions.in(
                gateway.tenant,
                jdbc -> jdbc.sql("SELECT api_key FROM llm_providers")
                        .query(byte[].class)
                        .single());

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("sk-secret");
        assertThat(gateway.setups.of(gateway.tenant).providers().values())
                .extracting(ProviderSpec::apiKey)
                .containsExactly("sk-secret");
    }

    @Test
    void aKeyThatIsMovedElsewhereOpensNothing() {
        KeyVault vault = new KeyVault(Keyset.parse(Keysets.generate()));
        byte[] closed = vault.close(ONE, "mine", "sk-secret");

        assertThat(vault.open(ONE, "mine", closed)).contains("sk-secret");
        assertThat(vault.open(ONE, "other", closed)).isEmpty();
        assertThat(vault.open(new TenantId("two"), "mine", closed)).isEmpty();
        assertThat(new KeyVault(Keyset.parse(Keysets.generate())).open(ONE, "mine", closed))
                .isEmpty();
    }

    @Test
    void aTenantsUrlOnAPrivateAddressIsNeverCalled() {
        try (FakeProvider inside = FakeProvider.openAi().otherwise(asked -> Reply.text("secrets"))) {
            gateway.setups.put(
                    gateway.tenant, TenantProvider.of("mine", ProviderKind.OPENAI, inside.baseUrl(), "k", null));

            Problem problem = catchThrowableOfType(Problem.class, () -> gateway.ask("mine/x"));

            assertThat(problem.type()).isEqualTo(ProblemType.NO_MODEL);
            assertThat(problem.detail()).contains("not on the public internet");
            assertThat(inside.asked()).isEmpty();
        }
    }

    @Test
    void aTenantsRouteComesBeforeTheUsualOneUntilItIsDeleted() {
        Route own = new Route(List.of(Link.parse("openai/a"), Link.LOCAL), Choice.CHEAPEST, Duration.ofSeconds(9));
        gateway.setups.put(gateway.tenant, "default", own);
        assertThat(gateway.routes.of(gateway.tenant, "default")).isEqualTo(own);

        assertThat(gateway.setups.deleteRoute(gateway.tenant, "default")).isTrue();

        assertThat(gateway.routes.of(gateway.tenant, "default").links()).containsExactly(Link.LOCAL);
        assertThat(gateway.setups.deleteRoute(gateway.tenant, "default")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x.example",
                "https://user:pass@x.example",
                "https://x.example/v1?key=1",
                "http://0x7f.1/v1",
                "nonsense"
            })
    void refusesUrlsThatLeadWhoKnowsWhere(String url) {
        assertThatThrownBy(() -> TenantProvider.of("mine", ProviderKind.OPENAI, url, null, null))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "ключ"})
    void refusesKeysThatNoHeaderCanHold(String key) {
        assertThatThrownBy(() -> TenantProvider.of("mine", ProviderKind.OPENAI, null, key, null))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "local", "Mine", "a/b", "../x"})
    void refusesNamesThatNoLinkCanHold(String name) {
        assertThatThrownBy(() -> TenantProvider.of(name, ProviderKind.OPENAI, null, null, null))
                .isInstanceOf(Problem.class);
    }
}
