package dev.millrace.security;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to what {@link Requires} says. */
final class RoleInterceptor implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Requires requires = method.getMethodAnnotation(Requires.class);
            if (requires != null && !CallerResolver.current().role().includes(requires.value())) {
                throw new Problem(
                        ProblemType.FORBIDDEN,
                        "this needs the role " + requires.value().wire() + "; the caller's is "
                                + CallerResolver.current().role().wire());
            }
        }
        return true;
    }
}
