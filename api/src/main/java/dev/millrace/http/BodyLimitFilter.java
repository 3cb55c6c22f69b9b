package dev.millrace.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds the size of every body but uploads, which are streamed and have bounds of their own, and the time of all. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
public class BodyLimitFilter extends OncePerRequestFilter {
    static final long LARGEST_BODY = 16L << 20;

    private final ProblemWriter problems;
    private final Duration bodyTime;
    private final Duration uploadTime;

    BodyLimitFilter(
            ProblemWriter problems,
            @Value("${millrace.http.body-time:60s}") Duration bodyTime,
            @Value("${millrace.http.upload-time:1h}") Duration uploadTime) {
        this.problems = problems;
        this.bodyTime = bodyTime;
        this.uploadTime = uploadTime;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isUpload(request)) {
            chain.doFilter(new BoundedBody(request, Long.MAX_VALUE, uploadTime, System::nanoTime), response);
        } else if (request.getContentLengthLong() > LARGEST_BODY) {
            problems.write(BoundedBody.tooLarge(LARGEST_BODY), request, response);
        } else {
            chain.doFilter(new BoundedBody(request, LARGEST_BODY, bodyTime, System::nanoTime), response);
        }
    }

    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return (type != null && type.startsWith("multipart/")) || isImport(request);
    }

    private static boolean isImport(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST")
                && path.startsWith("/api/v1/entities/")
                && (path.endsWith("/import") || path.endsWith("/import/"));
    }
}
