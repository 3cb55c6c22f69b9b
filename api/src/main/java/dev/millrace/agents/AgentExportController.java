package dev.millrace.agents;

import dev.millrace.jobs.JobId;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs of agents as tests. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/ai/workflows/{id}")
final class AgentExportController {
    private final AgentExports exports;

    AgentExportController(AgentExports exports) {
        this.exports = exports;
    }

    @Operation(
            summary = "Export an agent's run as an offline test",
            description =
                    "The agent as it was, its input, the hash of every question, every answer, what each tool gave, and"
                            + " the result: enough to run it again without any network, and to see what has become different.")
    @ApiResponse(
            responseCode = "200",
            description = "The run.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
    String export(Caller caller, @PathVariable JobId id) {
        return Json.write(exports.of(caller.tenant(), id));
    }
}
