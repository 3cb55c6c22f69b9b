package dev.millrace.payloads;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of Temporal's Web UI, and no others, use the codec from the browser (CORS). To what comes after it such a
 * request looks as if it came from our own pages, so that on a loopback address it is signed in; all else that is asked of
 * it there (Host, addresses, no proxy) is still asked. A request from any other origin goes on unchanged, and is refused.
 */
final class CodecOrigins extends OncePerRequestFilter {
    private static final String PATH = "/codec/";
    private static final Set<String> OF_BROWSERS = Set.of("origin", "sec-fetch-site");

    private final Set<String> origins;

    /** @param origins such as {@code http://localhost:8233} */
    CodecOrigins(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null
                || !origins.contains(origin)
                || !request.getRequestURI().startsWith(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
        response.addHeader("Vary", "Origin");
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader("Access-Control-Allow-Methods", "POST");
            response.setHeader(
                    "Access-Control-Allow-Headers",
                    "authorization, authorization-extras, content-type, x-api-key, x-namespace");
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(new OfOurOwn(request), response);
    }

    private static final class OfOurOwn extends HttpServletRequestWrapper {
        OfOurOwn(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return hides(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        private static boolean hides(String name) {
            return OF_BROWSERS.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
