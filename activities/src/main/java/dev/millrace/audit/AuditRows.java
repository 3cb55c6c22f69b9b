package dev.millrace.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries as the database has them. */
final class AuditRows {
    /** Of {@code audit_log l}, joined with {@code audit_chain c}. */
    static final String COLUMNS =
            "l.id, c.seq, l.at, l.actor, l.action, l.resource, l.status, l.event, l.trace_id, c.hash";

    private AuditRows() {}

    static AuditEntry entry(ResultSet row, int number) throws SQLException {
        @Nullable String event = row.getString("event");
        long seq = row.getLong("seq");
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.wasNull() ? null : seq,
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource"),
                row.getInt("status"),
                event == null ? null : SecurityEvent.ofWire(event),
                row.getString("trace_id"));
    }
}
