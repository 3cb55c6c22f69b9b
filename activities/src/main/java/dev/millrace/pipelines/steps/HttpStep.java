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
        return StepJson.schema("http.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("http.output.json");
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
        HttpWith wanted = StepJson.read(with, HttpWith.class);
        OutboundAnswer answer = new Upstream(outbound, step).send(wanted.call(step), wanted::expects);
        if (!answer.complete()) {
            throw new Problem(
                    ProblemType.STEP_FAILED,
                    wanted.request() + " answered with more than max_bytes, " + wanted.maxBytes() + " bytes");
        }
        return HttpOutput.of(wanted.request(), answer, wanted.binary());
    }
}
