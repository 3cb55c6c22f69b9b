package dev.millrace.models;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The versions of a model, each with its lineage. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models/{id}/versions")
class ModelVersionsController {
    private final Models models;
    private final ModelVersions versions;

    ModelVersionsController(Models models, ModelVersions versions) {
        this.models = models;
        this.versions = versions;
    }

    @Operation(summary = "List a model's versions, newest first")
    @GetMapping
    Page<ModelVersionView> list(Caller caller, @PathVariable ModelId id, PageRequest page) {
        Model model = models.find(caller.tenant(), id).orElseThrow(() -> Problem.notFound("model", id));
        UUID after = page.after();
        Integer before = after == null ? null : (int) after.getLeastSignificantBits();
        return Page.of(
                versions.list(caller.tenant(), model.id(), before, page.fetch()),
                page,
                version -> new UUID(0, version.version()),
                ModelVersionView::of);
    }

    @Operation(
            summary = "Get a version of a model",
            description = "With where it comes from: data sets by id and hash, job, seed, parameters, code version.")
    @ApiResponse(responseCode = "200", description = "The version; it never changes.")
    @ApiResponse(responseCode = "304", description = "The client has it already.")
    @GetMapping("/{version}")
    ResponseEntity<ModelVersionView> get(
            Caller caller,
            @PathVariable ModelId id,
            @PathVariable int version,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        ModelVersion found = versions.find(caller.tenant(), id, version)
                .orElseThrow(() -> Problem.notFound("version " + version + " of model", id));
        return ETags.answer(ifNoneMatch, version, ModelVersionView.of(found));
    }
}
