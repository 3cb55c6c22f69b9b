package dev.millrace.http;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(problem).forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(problem.type().status());
        response.getOutputStream()
                .write(json.writeValueAsString(ProblemBody.of(problem, request)).getBytes(StandardCharsets.UTF_8));
    }

    /** Written out here, since the client may accept nothing that Spring could negotiate. */
    ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.type().status())
                .headers(headers(problem))
                .body(json.writeValueAsBytes(ProblemBody.of(problem, request)));
    }

    private static HttpHeaders headers(Problem problem) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (problem.type() == ProblemType.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"millrace\"");
        }
        return headers;
    }
}
