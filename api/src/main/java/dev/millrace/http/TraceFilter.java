package dev.millrace.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request a trace id, the caller's own if it sent a {@code traceparent} (W3C Trace Context), and logs with it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class TraceFilter extends OncePerRequestFilter {
    private static final String HEADER = "traceparent";
    private static final String LOG_KEY = "trace_id";
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String trace = traceOf(request.getHeader(HEADER));
        try (var _ = MDC.putCloseable(LOG_KEY, trace)) {
            response.setHeader(HEADER, "00-" + trace + "-" + hex(8) + "-00");
            request.setAttribute(LOG_KEY, trace);
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }

    /** The trace id of the request that this thread is answering. */
    public static @Nullable String current() {
        return MDC.get(LOG_KEY);
    }

    static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(LOG_KEY);
    }

    private String traceOf(@Nullable String header) {
        if (header != null) {
            Matcher matcher = FORM.matcher(header);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return hex(16);
    }

    private String hex(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
