package dev.millrace.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.audit.AuditEntries.ChainedEntry;
import dev.millrace.security.SafeCell;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The audit log as a file. */
final class AuditExport {
    private static final String[] HEADER = {
        "seq", "id", "at", "actor", "action", "resource", "status", "event", "trace_id", "hash"
    };

    private AuditExport() {}

    /** How the file is written. */
    enum Format {
        JSONL,
        CSV;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static void write(
            AuditEntries entries, TenantId tenant, AuditQuery query, Format format, HttpServletResponse response)
            throws IOException {
        response.setCharacterEncoding("UTF-8");
        response.setContentType(format == Format.CSV ? "text/csv" : "application/jsonl");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"audit-" + tenant + "." + format.wire() + "\"");
        Writer out = response.getWriter();
        switch (format) {
            case JSONL -> entries.each(tenant, query, entry -> append(out, Json.write(fields(entry)) + "\n"));
            case CSV -> {
                CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
                csv.printRecord((Object[]) HEADER);
                entries.each(tenant, query, entry -> print(csv, entry));
            }
        }
        out.flush();
    }

    private static void append(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(CSVPrinter csv, ChainedEntry entry) {
        try {
            csv.printRecord(fields(entry).values().stream()
                    .map(value -> SafeCell.of(Objects.toString(value, "")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable Object> fields(ChainedEntry chained) {
        AuditEntry entry = chained.entry();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("seq", chained.seq());
        fields.put("id", entry.id().toString());
        fields.put("at", entry.at().toString());
        fields.put("actor", entry.actor());
        fields.put("action", entry.action());
        fields.put("resource", entry.resource());
        fields.put("status", entry.status());
        fields.put("event", entry.event() == null ? null : entry.event().wire());
        fields.put("trace_id", entry.traceId());
        fields.put("hash", chained.hash());
        return fields;
    }
}
