package dev.millrace.llm;

import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which providers of language models there are, and how they are. */
@RestController
@RequestMapping("/api/v1/llm/providers")
@Tag(name = "Language models", description = "Providers, routes, costs, prompts and the cache of the gateway.")
class ProvidersController {
    private final Providers providers;
    private final ProviderCosts costs;
    private final TenantSetups setups;

    ProvidersController(Providers providers, ProviderCosts costs, TenantSetups setups) {
        this.providers = providers;
        this.costs = costs;
        this.setups = setups;
    }

    @GetMapping
    @Operation(
            summary = "List the providers and how they are",
            description =
                    "Those of the installation and the workspace's own, by name. Health, latency and errors are those"
                            + " of the process that answers.")
    ProvidersView list(Caller caller) {
        return ProvidersView.of(views(caller));
    }

    @GetMapping("/{name}")
    @Operation(summary = "Read how a provider is")
    ProviderView read(Caller caller, @PathVariable String name) {
        return views(caller).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("provider", name));
    }

    @PutMapping("/{name}")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Set up a provider of the workspace's own",
            description =
                    "It comes before an installation's provider of the same name. Links of routes and models name it:"
                            + " `{name}/{model}`.")
    ResponseEntity<ProviderView> put(Caller caller, @PathVariable String name, @RequestBody ProviderRequest request) {
        setups.put(caller.tenant(), request.named(name));
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(read(caller, name));
    }

    @DeleteMapping("/{name}")
    @Requires(Role.ADMIN)
    @Operation(summary = "Delete a provider of the workspace's own, and its key")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String name) {
        if (!setups.deleteProvider(caller.tenant(), name)) {
            throw Problem.notFound("provider of this workspace's own", name);
        }
        return ResponseEntity.noContent().build();
    }

    private List<ProviderView> views(Caller caller) {
        Map<String, BigDecimal> spent = costs.ofLastMonth(caller.tenant());
        return providers.health(caller.tenant()).stream()
                .map(health -> ProviderView.of(health, spent.getOrDefault(health.name(), BigDecimal.ZERO)))
                .toList();
    }
}
