package dev.millrace.pipelines.steps;

import dev.millrace.artifacts.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.MDC;

/** The header by which the called service's log is found from the run's (W3C Trace Context, level 1). */
final class TraceParent {
    private static final int SPAN_BYTES = 8;

    private TraceParent() {}

    /** @return no header where the run has no trace */
    static Map<String, String> of(String key) {
        String trace = MDC.get("trace_id");
        if (trace == null || !trace.matches("(?!0{32})[0-9a-f]{32}")) {
            return Map.of();
        }
        byte[] span = Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8));
        return Map.of("traceparent", "00-" + trace + "-" + HexFormat.of().formatHex(span, 0, SPAN_BYTES) + "-00");
    }
}
