package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BoundedBodyTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void givesUpABodyThatTricklesIn() throws IOException {
        request.setContent(new byte[10]);
        try (InputStream body = new BoundedBody(request, 100, Duration.ofSeconds(60), nanos::get).getInputStream()) {
            nanos.addAndGet(Duration.ofSeconds(60).toNanos());
            assertThat(body.read()).isZero();
            nanos.incrementAndGet();
            assertThatThrownBy(body::read)
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_TIMEOUT));
        }
    }

    @Test
    void countsWhatComesWhateverItsLengthWasSaidToBe() throws IOException {
        request.setContent(new byte[101]);
        try (InputStream body = new BoundedBody(request, 100, Duration.ofSeconds(60), nanos::get).getInputStream()) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
        }
    }
}
