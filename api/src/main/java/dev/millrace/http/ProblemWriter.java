package dev.millrace.http;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a problem, from controllers as from filters, where no controller has been reached yet. */
@Component
public class ProblemWriter {
    private static final String RETRY_SECONDS = "5";

    private final JsonMapper json;
    private final List<ForeignErrors> foreign;

    ProblemWriter(JsonMapper json, List<ForeignErrors> foreign) {
        this.json = json;
        this.foreign = foreign;
    }

    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ResponseEntity<byte[]> answer = answer(problem, request);
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(answer.getStatusCode().value());
        byte[] body = answer.getBody();
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }

    /** Written out here, since the client may accept nothing that Spring could negotiate. */
    ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
        Optional<ForeignErrors> protocol =
                foreign.stream().filter(errors -> errors.answers(request)).findFirst();
        HttpHeaders headers = headers(problem);
        if (protocol.isEmpty()) {
            return ResponseEntity.status(problem.type().status())
                    .headers(headers)
                    .body(json.writeValueAsBytes(ProblemBody.of(problem, request)));
        }
        headers.setContentType(MediaType.APPLICATION_JSON);
        protocol.get().headers(problem).forEach(headers::set);
        return ResponseEntity.status(protocol.get().status(problem))
                .headers(headers)
                .body(json.writeValueAsBytes(protocol.get().body(problem, request)));
    }

    private static HttpHeaders headers(Problem problem) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (problem.retryAfter().isPresent() || problem.type() == ProblemType.UNAVAILABLE) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    problem.retryAfter().map(ProblemWriter::seconds).orElse(RETRY_SECONDS));
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"millrace\"");
        }
        return headers;
    }

    /** Rounded up: who comes before the time is refused again. */
    private static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
