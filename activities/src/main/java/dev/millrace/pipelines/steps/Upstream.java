package dev.millrace.pipelines.steps;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.OutboundAnswer;
import dev.millrace.security.outbound.OutboundCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.IntPredicate;

/** Sends a step's request, and says of an answer that is not the expected one whether it is worth another attempt. */
record Upstream(Outbound outbound, StepContext step) {
    private static final int EXCERPT = 500;

    /** @throws Problem UPSTREAM_FAILED for a status that may pass with time, STEP_FAILED for any other unexpected one */
    OutboundAnswer send(OutboundCall call, IntPredicate expected) {
        long start = System.nanoTime();
        OutboundAnswer answer = outbound.send(call, this::goOn);
        String said = call.method() + " " + Masked.withoutQuery(call.url()) + " answered " + answer.status();
        long ms = (System.nanoTime() - start) / 1_000_000;
        step.log().info(said + " after " + ms + " ms, with " + answer.body().length + " bytes");
        if (expected.test(answer.status())) {
            return answer;
        }
        String detail = said + excerpt(answer.body());
        if (passes(answer.status())) {
            throw Problem.upstreamFailed(detail, RetryAfter.of(answer.headers().get("retry-after"), Instant.now()));
        }
        throw new Problem(ProblemType.STEP_FAILED, detail);
    }

    private void goOn() {
        Heartbeat heartbeat = step.heartbeat();
        if (heartbeat != null) {
            heartbeat.throwIfStopped();
        }
    }

    private static boolean passes(int status) {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    private static String excerpt(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, EXCERPT), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return start.isEmpty() ? "" : ": " + start + (body.length > EXCERPT ? "…" : "");
    }
}
