package dev.millrace.http;

import jakarta.servlet.http.HttpServletRequest;

/** Whether the client of a request still waits for its answer. */
@FunctionalInterface
public interface Connection {
    boolean gone();

    static Connection of(HttpServletRequest request) {
        return request.getAttribute(Connection.class.getName()) instanceof Connection known ? known : () -> false;
    }
}
