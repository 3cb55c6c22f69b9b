package dev.millrace.llm.openai;

import dev.millrace.llm.ReachableModels;
import dev.millrace.llm.Routes;
import dev.millrace.models.text.MiniLm;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** OpenAI's list of models: what may be sent as {@code model}. */
@Tag(name = "OpenAI's protocol")
@RestController
@RequestMapping("/v1/models")
class ModelListController {
    private static final String PATH = "/v1/models/";

    private final Routes routes;
    private final ReachableModels reachable;

    ModelListController(Routes routes, ReachableModels reachable) {
        this.routes = routes;
        this.reachable = reachable;
    }

    @Operation(summary = "List what can be asked: routes, models, and the embedding model")
    @ApiResponse(responseCode = "200", description = "All of them.")
    @ApiResponse(responseCode = "401", description = "Credentials are missing or not valid.")
    @GetMapping
    ModelList list(Caller caller) {
        return new ModelList("list", models(caller).toList());
    }

    /** Ids have slashes. */
    @Operation(summary = "Get a route or model")
    @ApiResponse(responseCode = "200", description = "It can be asked.")
    @ApiResponse(responseCode = "404", description = "There is no such model.")
    @GetMapping("/{*id}")
    ModelList.Model get(Caller caller, HttpServletRequest request) {
        String id = URLDecoder.decode(request.getRequestURI().substring(PATH.length()), StandardCharsets.UTF_8);
        return models(caller)
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OpenAiErrors.noSuchModel(id, "GET /v1/models lists those that do"));
    }

    private Stream<ModelList.Model> models(Caller caller) {
        Set<String> named = routes.all(caller.tenant()).keySet();
        Stream<String> models = named.stream()
                .flatMap(route -> reachable.of(caller.tenant(), route).stream())
                .map(ReachableModels.ModelName::id)
                .distinct();
        return Stream.of(named.stream(), models, Stream.of(MiniLm.NAME))
                .flatMap(ids -> ids)
                .map(id -> new ModelList.Model(id, "model", 0, "millrace"));
    }
}
