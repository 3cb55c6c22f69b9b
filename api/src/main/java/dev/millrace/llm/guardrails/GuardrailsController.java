package dev.millrace.llm.guardrails;

import dev.millrace.http.ETags;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The workspace's guardrails. */
@Tag(name = "Language models", description = "Providers, routes, costs and guardrails of the language models.")
@RestController
@RequestMapping("/api/v1/llm/guardrails")
class GuardrailsController {
    private final Guardrails guardrails;

    GuardrailsController(Guardrails guardrails) {
        this.guardrails = guardrails;
    }

    @Operation(summary = "Show what is done about injections and personal data")
    @ApiResponse(responseCode = "200", description = "The policy; the default where none is set.")
    @ApiResponse(responseCode = "304", description = "Nothing has changed since the answer with this ETag.")
    @GetMapping
    ResponseEntity<GuardrailsView> get(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        GuardrailsView view = GuardrailsView.of(guardrails.of(caller.tenant()));
        return ETags.answer(ifNoneMatch, ETags.fingerprint(view), view);
    }

    @Operation(
            summary = "Say what is to be done about injections and personal data",
            description = "It holds for every call of the workspace; in other processes of the installation after 5 s.")
    @ApiResponse(responseCode = "200", description = "The policy as it is now.")
    @Requires(Role.ADMIN)
    @PutMapping
    GuardrailsView set(Caller caller, @RequestBody GuardrailsView view) {
        GuardrailPolicy policy = view.policy();
        guardrails.set(caller.tenant(), policy, caller.actor());
        return GuardrailsView.of(policy);
    }
}
