package dev.millrace.http;

import dev.millrace.problems.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** How problems are told where another protocol is spoken, by handlers as by filters. A bean for each protocol. */
public interface ForeignErrors {
    boolean answers(HttpServletRequest request);

    int status(Problem problem);

    /** What the protocol has beside Retry-After. */
    Map<String, String> headers(Problem problem);

    Object body(Problem problem, HttpServletRequest request);
}
