package dev.millrace.security.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedResolverTest {
    @Test
    void givesTheVeryAddressesThatItHasLookedAt() throws UnknownHostException {
        assertThat(answering("93.184.215.14", "2606:4700::1111").resolve("example.com", 443))
                .containsExactly(
                        new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 443),
                        new InetSocketAddress(InetAddress.ofLiteral("2606:4700::1111"), 443));
    }

    @Test
    void refusesANameOfWhichOneAddressIsNotPublic() {
        assertRefused(answering("93.184.215.14", "10.0.0.7"), "example.com", 80);
    }

    @Test
    void doesNotTellTheAddressThatANameLeadsTo() {
        assertThatThrownBy(() -> answering("10.0.0.7").resolve("db.example.com", 80))
                .hasMessageContaining("db.example.com")
                .hasMessageContaining("MILLRACE_HTTP_ALLOW_HOSTS")
                .message()
                .doesNotContain("10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "api.localhost"})
    void refusesTheNamesOfThisMachineWhateverTheDnsSays(String name) {
        assertRefused(answering("93.184.215.14"), name, 80);
    }

    @Test
    void looksAgainWhenANameIsAskedForAgain() throws UnknownHostException {
        AtomicInteger asked = new AtomicInteger();
        GuardedResolver rebound = new GuardedResolver(
                host -> new InetAddress[] {
                    InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1")
                },
                AllowedHosts.of(""));

        assertThat(rebound.resolve("rebinding.example", 80)).hasSize(1);
        assertRefused(rebound, "rebinding.example", 80);
    }

    @Test
    void doesNotTakeAnUnknownNameForARefusal() {
        assertThatThrownBy(() -> answering().resolve("nowhere.example", 80)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "billing, billing, 80, true",
        "billing, billing, 9000, true",
        "billing:9000, billing, 9000, true",
        "billing:9000, billing, 80, false",
        "billing, billing.example.com, 80, false",
        "example.com, billing.example.com, 80, false",
        "' Billing:9000 , other', billing, 9000, true",
        "::1, ::1, 80, true",
        "[::1]:8080, ::1, 8080, true",
        "[::1]:8080, ::1, 80, false",
        "*, billing, 80, false",
        "'', billing, 80, false"
    })
    void allowsWhatTheConfigurationNamesAndNothingElse(String configured, String host, int port, boolean allowed)
            throws UnknownHostException {
        GuardedResolver resolver = new GuardedResolver(
                name -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.7")}, AllowedHosts.of(configured));
        if (allowed) {
            assertThat(resolver.resolve(host, port)).hasSize(1);
        } else {
            assertRefused(resolver, host, port);
        }
    }

    private static void assertRefused(GuardedResolver resolver, String host, int port) {
        assertThatThrownBy(() -> resolver.resolve(host, port))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.ADDRESS_REFUSED));
    }

    private static GuardedResolver answering(String... addresses) {
        InetAddress[] found =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new GuardedResolver(host -> found, AllowedHosts.of(""));
    }
}
