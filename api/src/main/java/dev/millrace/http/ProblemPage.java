package dev.millrace.http;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Writes a problem in the place of Tomcat's own error page. */
final class ProblemPage extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    private final ProblemWriter problems;

    ProblemPage(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = status < 500
                ? new Problem(
                        ProblemType.MALFORMED,
                        "the request is not HTTP as RFC 9112 has it: its line, or a header, holds what may not be there")
                : new Problem(ProblemType.INTERNAL, "this is a fault of Millrace's; the log says more");
        try {
            problems.write(problem, request, response.getResponse());
        } catch (IOException gone) {
            container.getLogger().debug("a client went away", gone);
        }
    }
}
