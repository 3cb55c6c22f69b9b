package dev.millrace.llm;

import dev.millrace.http.Page;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Under which names which models answer. */
@RestController
@RequestMapping("/api/v1/llm/routes")
@Tag(name = "Language models")
class RoutesController {
    private final Routes routes;
    private final TenantSetups setups;

    RoutesController(Routes routes, TenantSetups setups) {
        this.routes = routes;
        this.setups = setups;
    }

    @GetMapping
    @Operation(summary = "List the routes, by name")
    Page<RouteView> list(Caller caller) {
        return new Page<>(
                routes.all(caller.tenant()).values().stream().map(RouteView::of).toList(), null);
    }

    @GetMapping("/{name}")
    @Operation(summary = "Read a route")
    RouteView read(Caller caller, @PathVariable String name) {
        Routes.NamedRoute route = routes.all(caller.tenant()).get(name);
        if (route == null) {
            throw Problem.notFound("route", name);
        }
        return RouteView.of(route);
    }

    @PutMapping("/{name}")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Write a route of the workspace's own",
            description = "Its providers need not be set up yet; links to those that are not are passed over.")
    RouteView put(Caller caller, @PathVariable String name, @RequestBody RouteRequest request) {
        setups.put(caller.tenant(), name, request.route());
        return read(caller, name);
    }

    @DeleteMapping("/{name}")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Delete a route of the workspace's own",
            description = "`default`, `fast` and `smart` are then as the configuration or the environment has them.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String name) {
        if (!setups.deleteRoute(caller.tenant(), name)) {
            throw Problem.notFound("route of this workspace's own", name);
        }
        return ResponseEntity.noContent().build();
    }
}
