package dev.millrace.pipelines.steps;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.OutboundAnswer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls a service over HTTP: with a key that tells it a second attempt from a second request, and within limits. */
@Component
public final class HttpStep implements TaskStep {
    private final Outbound outbound;

    HttpStep(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String description() {
        return "Calls a service over HTTP and gives its answer.";
    }

    @Override
    public JsonNode withSchema() {
        return HttpSchema.with();
    }

    @Override
    public JsonNode outputSchema() {
        return HttpSchema.output();
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    /** A call that changes something is as little to be cached as the author of the document writes {@code cache} for it. */
    @Override
    public boolean cacheable() {
        return true;
    }

    @Override
    public boolean compensates() {
        return true;
    }

    @Override
    public JsonNode shown(JsonNode with) {
        return Masked.http(with);
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        HttpRequest request = HttpRequest.of(with);
        Upstream upstream = new Upstream(outbound, step);
        OutboundAnswer answer = upstream.send(request.call(step), request.expected());
        if (!answer.complete()) {
            throw new Problem(
                    ProblemType.STEP_FAILED,
                    request.shown() + " answered with more than max_bytes, " + request.maxBytes() + " bytes");
        }
        return HttpOutput.of(request.shown(), answer, request.binary());
    }
}
