package dev.millrace.models;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The registry: models, their versions and aliases. */
@Tag(name = "Models", description = "The registry, what serves, and online predictions.")
@RestController
@RequestMapping("/api/v1/models")
class ModelsController {
    private final Models models;
    private final ModelVersions versions;

    ModelsController(Models models, ModelVersions versions) {
        this.models = models;
        this.versions = versions;
    }

    @Operation(summary = "List models, newest first")
    @GetMapping
    Page<ModelView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only the model of this name.") @RequestParam(required = false) @Nullable
                    String name,
            @Parameter(description = "Only models of this task: classification or regression.")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @Parameter(description = "Only models that stand so.") @RequestParam(required = false) @Nullable
                    ModelStatus status) {
        UUID after = page.after();
        List<Model> found = models.list(
                caller.tenant(),
                new ModelFilter(name, type, status),
                after == null ? null : new ModelId(after),
                page.fetch());
        Map<ModelId, ModelVersion> current = versions.current(caller.tenant(), found);
        return Page.of(
                found,
                page,
                model -> model.id().value(),
                model -> ModelView.of(model, Objects.requireNonNull(current.get(model.id()))));
    }

    @Operation(summary = "Get a model")
    @ApiResponse(
            responseCode = "200",
            description = "The model; its ETag changes with it, its versions, aliases and deployments.")
    @ApiResponse(responseCode = "304", description = "The model is as the ETag in If-None-Match says.")
    @GetMapping("/{id}")
    ResponseEntity<ModelView> get(
            Caller caller,
            @PathVariable ModelId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        Model model = models.find(caller.tenant(), id).orElseThrow(() -> Problem.notFound("model", id));
        return ETags.answer(ifNoneMatch, model.revision(), view(caller.tenant(), model));
    }

    @Operation(
            summary = "Change a model's name, description, tags or status",
            description = "An absent name or status stays as it is; an absent description or tags are cleared.")
    @ApiResponse(responseCode = "200", description = "The model as it is now.")
    @ApiResponse(responseCode = "409", description = "Another model has this name.")
    @ApiResponse(responseCode = "412", description = "The model is not the one that If-Match names.")
    @Requires(Role.OPERATOR)
    @PutMapping("/{id}")
    ResponseEntity<ModelView> update(
            Caller caller,
            @PathVariable ModelId id,
            @RequestBody ModelUpdate update,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return changed(caller, models.update(caller.tenant(), id, update.change(), unlessChanged(ifMatch)));
    }

    @Operation(
            summary = "Delete a model with all its versions",
            description = "A deployed model is deleted once its status is set to deprecated.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(
            responseCode = "409",
            description = "The model is deployed and not deprecated, or an open batch predicts with it.")
    @ApiResponse(responseCode = "412", description = "The model is not the one that If-Match names.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable ModelId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        models.delete(caller.tenant(), id, unlessChanged(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Let an alias name a version", description = "In place of the version that it named before.")
    @ApiResponse(responseCode = "200", description = "The model as it is now.")
    @ApiResponse(responseCode = "412", description = "The model is not the one that If-Match names.")
    @Requires(Role.OPERATOR)
    @PutMapping("/{id}/aliases/{alias}")
    ResponseEntity<ModelView> setAlias(
            Caller caller,
            @PathVariable ModelId id,
            @PathVariable String alias,
            @RequestBody AliasRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return changed(
                caller,
                models.setAlias(caller.tenant(), id, new Alias(alias), request.version(), unlessChanged(ifMatch)));
    }

    @Operation(summary = "Remove an alias")
    @ApiResponse(responseCode = "204", description = "Removed.")
    @ApiResponse(responseCode = "412", description = "The model is not the one that If-Match names.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}/aliases/{alias}")
    ResponseEntity<Void> removeAlias(
            Caller caller,
            @PathVariable ModelId id,
            @PathVariable String alias,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        models.removeAlias(caller.tenant(), id, new Alias(alias), unlessChanged(ifMatch));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<ModelView> changed(Caller caller, Model model) {
        return ResponseEntity.ok().eTag(ETags.of(model.revision())).body(view(caller.tenant(), model));
    }

    private ModelView view(TenantId tenant, Model model) {
        return versions.find(tenant, model.id(), model.currentVersion())
                .map(version -> ModelView.of(model, version))
                .orElseThrow(() -> Problem.notFound("model", model.id()));
    }

    private static Consumer<Model> unlessChanged(@Nullable String ifMatch) {
        return model -> ETags.require(ifMatch, model.revision());
    }
}
