package dev.millrace.security;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to what {@link Requires} says. */
final class RoleInterceptor implements HandlerInterceptor {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Role needed = handler instanceof HandlerMethod method ? needed(request, method) : null;
        if (needed != null) {
            Role role = CallerResolver.current().role();
            if (!role.includes(needed)) {
                throw new Problem(
                        ProblemType.FORBIDDEN,
                        "this needs the role " + needed.wire() + "; the caller's is " + role.wire());
            }
        }
        return true;
    }

    /** A change that nobody has said may be made takes the highest role. */
    private static @Nullable Role needed(HttpServletRequest request, HandlerMethod method) {
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires != null) {
            return requires.value();
        }
        boolean reads = READS.contains(request.getMethod());
        boolean ours = method.getBeanType().getPackageName().startsWith("dev.millrace");
        return reads || !ours || method.getBean() instanceof ErrorController ? null : Role.PLATFORM_ADMIN;
    }
}
