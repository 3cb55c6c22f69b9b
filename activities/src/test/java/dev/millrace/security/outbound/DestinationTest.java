package dev.millrace.security.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://017700000001/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://127.0.0.1./",
                "http://example.com./",
                "http://a.0x1/",
                "http://a.1/",
                "http://user@example.com/",
                "http://user:password@example.com/",
                "http://example.com@127.0.0.1/",
                "http://127.0.0.1%2f@example.com/",
                "http://１２７.0.0.1/",
                "http://127。0。0。1/",
                "http://ex_ample.com/",
                "http://%6c%6f%63alhost/",
                "http://[fe80::1%25eth0]/",
                "http://localhost./",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "jar:http://example.com/a!/b",
                "//example.com/",
                "example.com"
            })
    void refusesWhatDifferentProgramsReadDifferently(String url) {
        assertThatThrownBy(() -> Destination.of(url))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "http:///path",
                "https:example.com",
                "http://exa mple.com/",
                "http://example.com/a b",
                "http://example.com/\r\nHost: internal",
                "http://[::1/",
                "http://example.com:0/",
                "http://example.com:99999/"
            })
    void refusesWhatIsNoUrl(String url) {
        assertThatThrownBy(() -> Destination.of(url)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com, http, example.com, 80",
        "HTTPS://Example.COM/a?b=c#d, https, example.com, 443",
        "http://93.184.215.14:8080/, http, 93.184.215.14, 8080",
        "https://[2606:4700::1111]:8443/, https, 2606:4700::1111, 8443",
        "http://10.0.0.1.example.com/, http, 10.0.0.1.example.com, 80",
        "http://xn--mller-kva.example/, http, xn--mller-kva.example, 80"
    })
    void readsThePlainForms(String url, String scheme, String host, int port) {
        Destination read = Destination.of(url);

        assertThat(read.scheme()).isEqualTo(scheme);
        assertThat(read.host()).isEqualTo(host);
        assertThat(read.port()).isEqualTo(port);
    }
}
