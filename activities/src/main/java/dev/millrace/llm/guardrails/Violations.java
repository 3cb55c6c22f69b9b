package dev.millrace.llm.guardrails;

import dev.millrace.audit.AuditLog;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.jobs.JobRef;
import dev.millrace.llm.LlmCall;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Tells of what guardrails find: in the audit log, and among the events of the run. Never with the text itself. */
@Component
final class Violations {
    private static final int WENT_ON = 200;

    private final AuditLog audit;
    private final JobEvents events;

    Violations(TenantTransactions tenants, JobEvents events) {
        this.audit = new AuditLog(tenants);
        this.events = events;
    }

    void flag(LlmCall call, String rule, String what) {
        tell(call, "guardrail flagged " + rule, what, WENT_ON);
    }

    Problem refuse(LlmCall call, String rule, String what, int message) {
        tell(call, "guardrail refused " + rule, what, ProblemType.GUARDRAIL.status());
        String detail = what + "; this workspace's guardrails refuse it (PUT /api/v1/llm/guardrails)";
        return new Problem(ProblemType.GUARDRAIL, detail, List.of(new Violation("/messages/" + message, what)));
    }

    private void tell(LlmCall call, String action, String what, int status) {
        JobRef run = call.purpose().run();
        if (run != null) {
            Object data = Map.of("level", "warning", "message", action + ": " + what);
            events.append(call.tenant(), run.job().value(), List.of(NewEvent.once(EventType.LOG, data)));
        }
        String resource = run == null
                ? "feature:" + call.purpose().feature()
                : "run:" + run.job().value();
        audit.append(call.tenant(), call.purpose().actor(), action, resource, status, MDC.get("trace_id"));
    }
}
