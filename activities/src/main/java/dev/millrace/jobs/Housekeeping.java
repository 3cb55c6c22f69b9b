package dev.millrace.jobs;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes what has had its time; the dispatcher's process does it every half hour, for all tenants, as the dispatcher's role. */
@FunctionalInterface
public interface Housekeeping {
    void cleanUp(JdbcClient dispatcher);
}
